//! Programmes and their targets.

use crate::content::programme::{Target as TargetFields, TargetValue as ValueFields};
use crate::diagnostic::Diagnostic;
use crate::render::context::{Programme, Programmes, Target, TargetValue};
use crate::render::fill::body::toc;
use crate::render::fill::{Fill, Head, period};
use crate::site::{LocalityNo, ProgrammeNo, permalink};

impl<'r> Fill<'r> {
    pub(in crate::render) fn programmes(&self) -> (Head<'r>, Programmes<'r>) {
        let programmes =
            (0..self.site.programmes.len()).map(|no| self.programme_card(ProgrammeNo(no))).collect();
        (self.overview_head("title-programmes", permalink::programmes), Programmes { programmes })
    }

    pub(in crate::render) fn programme(
        &self,
        no: ProgrammeNo,
    ) -> Result<(Head<'r>, Programme<'r>), Diagnostic> {
        let programme = self.site.programme(no);
        let fields = &programme.record.fields;
        let prose = &self.texts.programmes[no.0];
        let context = Programme {
            title: &fields.title,
            number: fields.number.as_deref(),
            issued: self.maybe_when(fields.issued.as_ref()),
            issuer: programme.issuer.map(|no| self.organization(no)),
            period: period(&fields.period),
            budget: self.budget(fields.budget.as_ref()),
            summary: fields.summary.as_deref(),
            body: self.body(prose)?,
            toc: toc(prose),
            targets: fields.targets.iter().map(|target| self.target(target)).collect(),
        };
        let head = Head {
            description: self.described(fields.summary.as_deref(), prose),
            crumbs: vec![
                self.overview("title-programmes", permalink::programmes),
                self.link((&fields.title, None), &programme.path),
            ],
            ..Head::new(fields.title.clone())
        };
        Ok((head.with_texts(&[&context.body]), context))
    }

    fn target(&self, target: &'r TargetFields) -> Target<'r> {
        Target {
            name: &target.name,
            scope: target.scope.as_str(),
            level: target.level.as_deref(),
            measure: target.measure.as_str(),
            per: target.per.as_str(),
            at_least: self.measure(target.at_least),
            unit: target.unit.as_deref(),
            values: target.values.iter().map(|value| self.target_value(target, value)).collect(),
        }
    }

    fn target_value(&self, target: &TargetFields, value: &'r ValueFields) -> TargetValue<'r> {
        let named = |id: &String| self.site.localities.iter().position(|one| one.fields.id.0 == *id);
        TargetValue {
            year: value.year.0,
            locality: value.locality.as_ref().and_then(named).map(|no| self.locality(LocalityNo(no))),
            value: self.measure(value.value),
            reached: value.value >= target.at_least,
        }
    }
}
