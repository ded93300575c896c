//! Programmes and the progress of their targets.

use crate::diagnostic::Diagnostic;
use crate::markdown::{Chart as Drawing, ChartKind, Label};
use crate::pages::{MODELS_OF_PROGRAMME, ModelsOf};
use crate::render::context::{Programme, Programmes, Target, TargetGroup, TargetMember, TargetYear};
use crate::render::contexts::body::toc;
use crate::render::contexts::chrome::extra;
use crate::render::contexts::{Contexts, Head, period};
use crate::site::{ProgrammeNo, RecordNo, permalink};
use crate::targets::{Member, Standing, Who, YearStanding, standings};
use crate::theme::{Message, Property};
use bantin_text::number;

/// Larger groups of members are collapsed.
const SHOWN_AT_ONCE: usize = 8;

/// A chart with more bars would be unreadable.
const BARS: usize = 15;

impl<'r> Contexts<'r> {
    pub(in crate::render) fn programmes(&self) -> (Head<'r>, Programmes<'r>) {
        let programmes = self.site.programme_numbers().map(|no| self.programme_card(no)).collect();
        (self.overview_head(Message::TitleProgrammes, permalink::programmes), Programmes { programmes })
    }

    pub(in crate::render) fn programme(
        &self,
        no: ProgrammeNo,
    ) -> Result<(Head<'r>, Programme<'r>), Diagnostic> {
        let programme = self.site.programme(no);
        let fields = &programme.record.fields;
        let rendered = self.bodies.body(RecordNo::Programme(no));
        let models = self.edition.models_of(ModelsOf::Programme(no));
        let standings = standings(self.site, programme);
        let targets = standings.iter().enumerate().map(|(at, standing)| self.target(at, standing));
        let context = Programme {
            title: &fields.title,
            number: fields.number.as_deref(),
            issued: self.maybe_when(fields.issued.as_ref()),
            issuer: programme.issuer.map(|no| self.organization(no)),
            period: period(&fields.period),
            budget: self.budget(fields.budget.as_ref()),
            summary: fields.summary.as_deref(),
            body: self.body(rendered)?,
            toc: toc(rendered),
            articles: self.offered_article_cards(&programme.articles),
            models_total: self.count(models.len()),
            models: self.model_cards(&models[..models.len().min(MODELS_OF_PROGRAMME)]),
            all_models: (models.len() > MODELS_OF_PROGRAMME)
                .then(|| self.models_link(ModelsOf::Programme(no)).href),
            contests: programme.contests.iter().map(|no| self.contest_card(*no)).collect(),
            documents: self.document_cards(&programme.documents),
            targets: targets.collect(),
            data: self.data_files(&["targets", "target-members"]),
            extra: extra(&[fields.extra.as_ref()]),
        };
        let head = Head {
            description: self.described(fields.summary.as_deref(), rendered),
            crumbs: vec![
                self.overview(Message::TitleProgrammes, permalink::programmes),
                self.link((&fields.title, None), &programme.path),
            ],
            ..Head::new(fields.title.clone())
        };
        Ok((head.with_texts(&[&context.body]), context))
    }

    fn target(&self, at: usize, standing: &Standing<'r>) -> Target<'r> {
        let target = standing.target;
        let years = standing.years.iter().rev().enumerate();
        Target {
            name: &target.name,
            scope: target.scope.as_str(),
            level: target.level.as_deref(),
            measure: target.measure.as_str(),
            per: target.per.as_str(),
            required: self.with_unit(target.at_least, target.unit.as_deref()),
            years: years.map(|(age, year)| self.target_year(standing, year, age == 0)).collect(),
            chart: self.target_drawing(standing).map(|drawing| self.chart(&drawing, format!("target-{at}"))),
        }
    }

    /// `90%`, `10 mô hình/xã`.
    fn with_unit(&self, value: f64, unit: Option<&str>) -> String {
        let value = self.measure(value);
        match unit {
            Some(unit) if unit.starts_with('%') => format!("{value}{unit}"),
            Some(unit) => format!("{value} {unit}"),
            None => value,
        }
    }

    /// A reached value. Of the unit only `%` is printed, because any other is printed above.
    fn reached_value(&self, standing: &Standing<'_>, value: f64) -> String {
        let is_share = standing.target.unit.as_deref().is_some_and(|unit| unit.starts_with('%'));
        self.with_unit(value, is_share.then_some("%"))
    }

    fn target_year(&self, standing: &Standing<'_>, year: &YearStanding, latest: bool) -> TargetYear<'r> {
        let (bound, reached) = (year.members.len(), year.reached());
        let alone = match year.members.as_slice() {
            [Member { who: Who::Province, value, .. }] => Some(*value),
            _ => None,
        };
        let groups = [
            ("short", year.short().collect::<Vec<_>>()),
            ("unmeasured", year.unmeasured().collect()),
            ("reached", year.members.iter().filter(|member| member.reached).collect()),
        ];
        let some = groups.into_iter().filter(|(_, members)| alone.is_none() && !members.is_empty());
        let group = |(kind, members): (&'static str, Vec<&Member>)| TargetGroup {
            kind,
            total: self.count(members.len()),
            open: latest && kind == "short" && members.len() <= SHOWN_AT_ONCE,
            members: members.into_iter().map(|member| self.target_member(standing, member)).collect(),
        };
        TargetYear {
            year: year.year,
            bound: self.count(bound),
            reached: self.count(reached),
            percent: (bound > 0).then(|| number::percent(reached, bound, self.language())),
            value: alone.flatten().map(|value| self.reached_value(standing, value)),
            all_reached: bound > 0 && reached == bound,
            groups: some.map(group).collect(),
            undecided: self.count(year.undecided),
        }
    }

    fn target_member(&self, standing: &Standing<'_>, member: &Member) -> TargetMember<'r> {
        TargetMember {
            who: match member.who {
                Who::Locality(no) => Some(self.locality(no)),
                Who::Organization(no) => Some(self.organization(no)),
                Who::Province => None,
            },
            value: member.value.map(|value| self.reached_value(standing, value)),
        }
    }

    /// The chart of a target. Over several years: how many units reached it, or the value of the whole province. For a
    /// single year: what each unit reached, next to what is required.
    fn target_drawing(&self, standing: &Standing<'_>) -> Option<Drawing> {
        let target = standing.target;
        let text = |message: Message<'_>| self.text(message);
        let own = |text: &str| Label { text: text.to_owned(), lang: self.main_lang() };
        let drawing = |x: Message<'_>, labels, lines, unit| Drawing {
            kind: ChartKind::Bar,
            title: own(&target.name),
            x: text(x),
            labels,
            lines,
            unit,
            source: None,
            rank: false,
            data: None,
        };
        let required = |count: usize| (text(Message::TargetRequired), vec![Some(target.at_least); count]);
        match standing.years.as_slice() {
            [] => None,
            [year] if (2..=BARS).contains(&year.members.len()) => {
                let labels = year.members.iter().map(|member| self.member_label(member.who)).collect();
                let values = year.members.iter().map(|member| member.value).collect();
                let lines = vec![(text(Message::TargetValue), values), required(year.members.len())];
                let by = match year.members[0].who {
                    Who::Organization(_) => Message::ColumnOrganization,
                    _ => Message::Column(Property::Locality),
                };
                Some(drawing(by, labels, lines, target.unit.as_deref().map(own)))
            }
            [_] => None,
            years => {
                let labels = years.iter().map(|year| year.year.to_string().into()).collect();
                let of = |count: fn(&YearStanding) -> usize| {
                    years.iter().map(|year| Some(count(year) as f64)).collect::<Vec<_>>()
                };
                let is_alone = |year: &YearStanding| {
                    matches!(year.members.as_slice(), [Member { who: Who::Province, .. }])
                };
                if years.iter().all(is_alone) {
                    let values = years.iter().map(|year| year.members[0].value).collect();
                    let lines = vec![(text(Message::TargetValue), values), required(years.len())];
                    return Some(drawing(
                        Message::Column(Property::Year),
                        labels,
                        lines,
                        target.unit.as_deref().map(own),
                    ));
                }
                let lines = vec![
                    (text(Message::TargetReached), of(YearStanding::reached)),
                    (text(Message::TargetBound), of(|year| year.members.len())),
                ];
                Some(drawing(Message::Column(Property::Year), labels, lines, None))
            }
        }
    }

    fn member_label(&self, who: Who) -> Label {
        let link = match who {
            Who::Locality(no) => self.locality(no),
            Who::Organization(no) => self.organization(no),
            Who::Province => return self.text(Message::WholeProvince).into(),
        };
        Label { text: link.label.into_owned(), lang: link.lang }
    }
}
