//! Models and their lists.

use crate::content::model::{Beneficiaries as BeneficiariesFields, Recognition as RecognitionFields, Status};
use crate::diagnostic::Diagnostic;
use crate::pages::ModelsOf;
use crate::render::context::{Beneficiaries, Facet, HistoryStep, Link, Model, Models, Recognition};
use crate::render::contexts::chrome::extra;
use crate::render::contexts::{Contexts, Head, period};
use crate::render::paging;
use crate::site::{ArticleNo, EntryNo, Model as LinkedModel, ModelNo, permalink};
use crate::theme::Message;
use crate::value::When;

impl<'r> Contexts<'r> {
    pub(in crate::render) fn model(&self, no: ModelNo) -> Result<(Head<'r>, Model<'r>), Diagnostic> {
        let model = self.site.model(no);
        let fields = &model.record.fields;
        let [objectives, activities, body] = self.bodies.model(no);
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
            objectives: self.part("objectives_", objectives)?,
            activities: self.part("activities_", activities)?,
            body: self.body(body)?,
            budget: self.budget(fields.budget.as_ref()),
            beneficiaries: fields.beneficiaries.as_ref().map(|whom| self.beneficiaries(whom)),
            results: &fields.results,
            recognition: model.recognition.map(|decision| self.recognition(decision)),
            images: model.images.iter().map(|picture| self.image(picture)).collect(),
            history: self.history(model),
            programmes: model.programmes.iter().map(|no| self.programme_link(*no)).collect(),
            tags: model.tags.iter().map(|no| self.tag(*no)).collect(),
            replicated_from: self.model_cards(&model.replicated_from),
            replicated_by: self.model_cards(&model.replicated_by),
            articles: self.offered_article_cards(&articles),
            entries: self.entry_cards(&entries),
            translations: translations.collect(),
            corrections: self.corrections(&model.corrections),
            extra: extra(&[fields.extra.as_ref()]),
        };
        let head = Head {
            description: self.described(fields.summary.as_deref(), body),
            crumbs: vec![
                self.overview(Message::TitleModels, permalink::models),
                self.field(model.field),
                self.link((&fields.name, None), &model.path),
            ],
            image: model.images.first(),
            ..Head::new(fields.name.clone())
        };
        let head = head.with_texts(&[&context.objectives, &context.activities, &context.body]);
        Ok((head, context))
    }

    /// Articles and entries that name a model or one of its translations, in the order of the site.
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
        let overview = self.overview(Message::TitleModels, permalink::models);
        let list = self.edition.models_of(of);
        let path = self.models_path(of);
        let link = self.models_link(of);
        let kind = match of {
            ModelsOf::All => "all",
            ModelsOf::Field(_) => "field",
            ModelsOf::Year(_) => "year",
            ModelsOf::Level(_) => "level",
            ModelsOf::Status(_) => "status",
            ModelsOf::Programme(_) => "programme",
        };
        let title = match of {
            ModelsOf::All | ModelsOf::Field(_) => link.label.to_string(),
            ModelsOf::Year(_) => self.text(Message::TitleModelsYear { year: &link.label }),
            ModelsOf::Level(_) => self.text(Message::TitleModelsLevel { name: &link.label }),
            ModelsOf::Status(_) => self.text(Message::TitleModelsStatus { name: &link.label }),
            ModelsOf::Programme(_) => self.text(Message::TitleModelsProgramme { name: &link.label }),
        };
        let field = if let ModelsOf::Field(no) = of { Some(no) } else { None };
        let edition = self.edition;
        let facets = |all: &mut dyn Iterator<Item = ModelsOf>| {
            all.filter_map(|one| self.models_facet(of, one)).collect()
        };
        let size = self.site.config.page_size;
        let context = Models {
            of: kind,
            title: title.clone(),
            lang: link.lang,
            fields: self.field_facets(of),
            levels: facets(&mut edition.model_levels.iter().map(|(level, _)| ModelsOf::Level(*level))),
            statuses: facets(&mut edition.model_statuses.iter().map(|(one, _)| ModelsOf::Status(*one))),
            years: facets(&mut edition.model_years.iter().map(|(year, _)| ModelsOf::Year(*year))),
            localities: if number == 1 { self.models_places(of) } else { Vec::new() },
            total: self.count(list.len()),
            models: paging::on_page(list, number, size).iter().map(|no| self.model_card(*no)).collect(),
            pagination: self.pagination(&path, number, list.len()),
            extra: extra(&[field.and_then(|no| self.site.field(no).fields.extra.as_ref())]),
        };
        let crumbs = match of {
            ModelsOf::All => vec![overview],
            ModelsOf::Programme(no) => vec![
                self.overview(Message::TitleProgrammes, permalink::programmes),
                self.programme_link(no),
                Link { label: self.text(Message::TitleModels).into(), ..link },
            ],
            _ => vec![overview, link],
        };
        let head = Head { crumbs, ..Head::new(title) }.paged(context.pagination.as_ref());
        (head, context)
    }

    fn models_path(&self, of: ModelsOf) -> String {
        let prefix = self.edition.prefix;
        match of {
            ModelsOf::All => permalink::models(prefix),
            ModelsOf::Field(no) => permalink::field(prefix, &self.site.field(no).fields.id.0),
            ModelsOf::Year(year) => permalink::year(&permalink::models(prefix), year),
            ModelsOf::Level(level) => permalink::level(prefix, level.as_str()),
            ModelsOf::Status(status) => permalink::status(prefix, status.as_str()),
            ModelsOf::Programme(no) => permalink::programme_models(&self.site.programme(no).record.id.0),
        }
    }

    /// Link to a list of models.
    pub(super) fn models_link(&self, of: ModelsOf) -> Link<'r> {
        let named =
            |label: String| Link { label: label.into(), href: self.href(&self.models_path(of)), lang: None };
        match of {
            ModelsOf::All => self.overview(Message::TitleModels, permalink::models),
            ModelsOf::Field(no) => self.field(no),
            ModelsOf::Year(year) => named(year.to_string()),
            ModelsOf::Level(level) => named(self.text(Message::Level(level))),
            ModelsOf::Status(status) => named(self.text(Message::Status(status))),
            ModelsOf::Programme(no) => named(self.site.programme(no).record.fields.title.clone()),
        }
    }

    /// The dated events of a model, in order.
    fn history(&self, model: &LinkedModel<'r>) -> Vec<HistoryStep<'r>> {
        let fields = &model.record.fields;
        let year = |year: i16| When::parse(&format!("{year:04}-01-01"));
        let today = self.site.now.year(&self.site.config.time_zone);
        let step = |kind, year: Option<i16>, decision: Option<&'r RecognitionFields>| HistoryStep {
            kind,
            year,
            decision: decision.map(|decision| self.recognition(decision)),
            current: false,
        };
        let begins = fields.period.as_ref().map(|period| period.from.0);
        let begins = begins.filter(|begins| *begins != fields.registered.0);
        let ends = fields.period.as_ref().and_then(|period| period.to).map(|to| to.0);
        let has_ended = fields.status == Status::Ended || ends.is_some_and(|ends| ends < today);
        let mut dated =
            vec![(year(fields.registered.0), step("registered", Some(fields.registered.0), None))];
        dated.extend(begins.map(|begins| (year(begins), step("begins", Some(begins), None))));
        let decision = model.recognition;
        dated
            .extend(decision.map(|decision| (Some(decision.date), step("recognized", None, Some(decision)))));
        dated.sort_by_key(|(when, _)| when.map(|when| self.site.day(&when)));
        let mut steps: Vec<_> = dated.into_iter().map(|(_, step)| step).collect();
        match fields.status {
            Status::Recognized if decision.is_none() => steps.push(step("recognized", None, None)),
            Status::Exemplary => steps.push(step("exemplary", None, None)),
            _ => {}
        }
        if has_ended {
            steps.push(step("ended", ends, None));
        }
        if let Some(last) = steps.last_mut() {
            last.current = true;
        }
        steps
    }

    /// The fields of a list of models.
    pub(super) fn field_facets(&self, list: ModelsOf) -> Vec<Facet<'r>> {
        self.site.field_numbers().filter_map(|no| self.models_facet(list, ModelsOf::Field(no))).collect()
    }
}
