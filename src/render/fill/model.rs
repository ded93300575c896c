//! Models and their lists.

use crate::content::model::{Beneficiaries as BeneficiariesFields, Recognition as RecognitionFields};
use crate::diagnostic::Diagnostic;
use crate::render::context::{Beneficiaries, Facet, Model, Models, Recognition};
use crate::render::fill::{Fill, Head, period};
use crate::render::paging;
use crate::render::plan::ModelsOf;
use crate::site::{ArticleNo, EntryNo, FieldNo, ModelNo, permalink};
use crate::theme::Argument;

impl<'r> Fill<'r> {
    pub(in crate::render) fn model(&self, no: ModelNo) -> Result<(Head<'r>, Model<'r>), Diagnostic> {
        let model = self.site.model(no);
        let fields = &model.record.fields;
        let texts = &self.texts.models[no.0];
        let (articles, entries) = self.about(no);
        let translations = model.translations.iter().map(|no| {
            let other = self.site.model(*no);
            self.translation(other.language, &other.record.fields.name, &other.path)
        });
        let context = Model {
            name: &fields.name,
            kind: fields.kind.as_str(),
            status: fields.status.as_str(),
            level: fields.level.as_str(),
            field: self.field(model.field),
            localities: self.locality_chain(model.locality),
            organization: model.organization.map(|no| self.organization(no)),
            partners: &fields.partners,
            registered: self.year_link(&permalink::models(self.edition.prefix), fields.registered.0),
            period: fields.period.as_ref().map(period),
            summary: fields.summary.as_deref(),
            objectives: self.part("objectives_", &texts.objectives)?,
            activities: self.part("activities_", &texts.activities)?,
            body: self.body(&texts.body)?,
            budget: self.budget(fields.budget.as_ref()),
            beneficiaries: fields.beneficiaries.as_ref().map(|whom| self.beneficiaries(whom)),
            results: &fields.results,
            recognition: fields.recognition.as_ref().map(|decision| self.recognition(decision)),
            images: model.images.iter().map(|picture| self.image(picture)).collect(),
            tags: model.tags.iter().map(|no| self.tag(*no)).collect(),
            replicated_from: self.model_cards(&model.replicated_from),
            replicated_by: self.model_cards(&model.replicated_by),
            articles: self.offered_article_cards(&articles),
            entries: self.entry_cards(&entries),
            translations: translations.collect(),
        };
        let head = Head {
            description: self.described(fields.summary.as_deref(), &texts.body),
            crumbs: vec![
                self.overview("title-models", permalink::models),
                self.field(model.field),
                self.link((&fields.name, None), &model.path),
            ],
            image: model.images.first(),
            ..Head::new(fields.name.clone())
        };
        let head = head.with_texts(&[&context.objectives, &context.activities, &context.body]);
        Ok((head, context))
    }

    /// Articles and entries that name a model or a translation of it, in the order of the site.
    fn about(&self, no: ModelNo) -> (Vec<ArticleNo>, Vec<EntryNo>) {
        let model = self.site.model(no);
        let (mut articles, mut entries) = (model.articles.clone(), model.entries.clone());
        for other in &model.translations {
            articles.extend(&self.site.model(*other).articles);
            entries.extend(&self.site.model(*other).entries);
        }
        articles.sort_unstable();
        articles.dedup();
        entries.sort_unstable();
        entries.dedup();
        (articles, entries)
    }

    fn beneficiaries(&self, whom: &'r BeneficiariesFields) -> Beneficiaries<'r> {
        Beneficiaries { count: whom.count.map(|count| self.integer(count)), text: whom.text.as_deref() }
    }

    fn recognition(&self, decision: &'r RecognitionFields) -> Recognition<'r> {
        Recognition { number: &decision.number, date: self.when(&decision.date), issuer: &decision.issuer }
    }

    pub(in crate::render) fn models(&self, of: ModelsOf, number: usize) -> (Head<'r>, Models<'r>) {
        let prefix = self.edition.prefix;
        let all = permalink::models(prefix);
        let overview = self.overview("title-models", permalink::models);
        let (kind, list, path, link) = match of {
            ModelsOf::All => ("all", self.edition.models.as_slice(), all, overview.clone()),
            ModelsOf::Year(year) => {
                let path = permalink::year(&all, year);
                let link = self.year_link(&all, year);
                ("year", self.edition.models_of(year), path, link)
            }
            ModelsOf::Field(no) => {
                let path = permalink::field(prefix, &self.site.field(no).fields.id.0);
                ("field", self.edition.field(no), path, self.field(no))
            }
        };
        let title = match of {
            ModelsOf::Year(year) => {
                self.text("title-models-year", &[("year", Argument::Text(&year.to_string()))])
            }
            _ => link.label.to_string(),
        };
        let (field, year) = match of {
            ModelsOf::All => (None, None),
            ModelsOf::Year(year) => (None, Some(year)),
            ModelsOf::Field(no) => (Some(no), None),
        };
        let size = self.site.config.page_size;
        let context = Models {
            of: kind,
            title: title.clone(),
            lang: link.lang,
            fields: self.field_facets(field),
            years: self.years(&permalink::models(prefix), &self.edition.model_years, year),
            total: self.count(list.len()),
            models: paging::on_page(list, number, size).iter().map(|no| self.model_card(*no)).collect(),
            pagination: self.pagination(&path, number, list.len()),
        };
        let crumbs = if of == ModelsOf::All { vec![overview] } else { vec![overview, link] };
        let head = Head { crumbs, ..Head::new(title) }.paged(context.pagination.as_ref());
        (head, context)
    }

    /// The fields that have models.
    pub(super) fn field_facets(&self, current: Option<FieldNo>) -> Vec<Facet<'r>> {
        let all = (0..self.site.fields.len()).map(FieldNo).map(|no| (no, self.edition.field(no).len()));
        let some = all.filter(|(_, count)| *count > 0);
        some.map(|(no, count)| self.facet(self.field(no), count, current == Some(no))).collect()
    }
}
