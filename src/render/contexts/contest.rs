//! Contests, their entries, rules and results.

use jiff::Zoned;

use crate::content::contest::Prize as PrizeFields;
use crate::diagnostic::Diagnostic;
use crate::pages::{EntriesOf, PageKind, entries_of, entry_lists};
use crate::render::context::{
    Contest, ContestCard, ContestHead, Contests, Entries, Entry, EntryAuthor, EntryCard, Genre, Link, Medium,
    Prize, PrizeGroup, PublishedIn, Results, Round, Rules, Span, Step,
};
use crate::render::contexts::body::toc;
use crate::render::contexts::chrome::extra;
use crate::render::contexts::{Contexts, Head};
use crate::render::paging;
use crate::site::{ContestNo, EntryNo, RecordNo, ShownMedium, Stage, permalink};
use crate::theme::Message;
use bantin_text::number;

/// Number of entries shown on the page of a contest.
const SOME_ENTRIES: usize = 6;

impl<'r> Contexts<'r> {
    pub(in crate::render) fn contests(&self) -> (Head<'r>, Contests<'r>) {
        let all = self.site.contest_numbers();
        let (past, running): (Vec<_>, Vec<_>) =
            all.partition(|no| self.site.contest(*no).stage == Stage::Results);
        let cards = |of: Vec<ContestNo>| of.into_iter().map(|no| self.contest_card(no)).collect();
        let context = Contests { running: cards(running), past: cards(past) };
        (self.overview_head(Message::TitleContests, permalink::contests), context)
    }

    fn contest_head(&self, no: ContestNo) -> ContestHead<'r> {
        let contest = self.site.contest(no);
        let (id, prefix) = (&contest.record.id.0, self.edition.prefix);
        ContestHead {
            title: &contest.record.fields.title,
            lang: self.main_lang(),
            href: self.href(&permalink::contest(prefix, id)),
            // Rules are in the main language, so they are published only in its edition.
            rules: contest.rules.map(|_| self.href(&permalink::rules("", id))),
            entries: self.href(&permalink::entries(prefix, id)),
            results: self.href(&permalink::results(prefix, id)),
            stage: contest.stage.as_str(),
        }
    }

    fn contest_crumbs(&self, no: ContestNo) -> Vec<Link<'r>> {
        vec![self.overview(Message::TitleContests, permalink::contests), self.contest(no)]
    }

    /// The head of a subpage of a contest whose title is an interface text.
    fn part_of_contest(
        &self,
        no: ContestNo,
        title: Message<'_>,
        path: impl Fn(&str, &str) -> String,
    ) -> Head<'r> {
        let id = &self.site.contest(no).record.id.0;
        let link = self.overview(title, |prefix| path(prefix, id));
        let full = format!("{} – {}", link.label, self.site.contest(no).record.fields.title);
        let mut crumbs = self.contest_crumbs(no);
        crumbs.push(link);
        Head { crumbs, ..Head::new(full) }
    }

    pub(in crate::render) fn contest_page(&self, no: ContestNo) -> (Head<'r>, Contest<'r>) {
        let contest = self.site.contest(no);
        let fields = &contest.record.fields;
        let day = |moment: &Zoned, when: &crate::value::When| self.moment(moment, when.precision);
        let context = Contest {
            head: self.contest_head(no),
            theme: fields.theme.as_deref(),
            summary: fields.summary.as_deref(),
            image: contest.image.as_ref().map(|picture| self.image(picture)),
            organizer: self.organization(contest.organizer),
            co_organizers: contest.co_organizers.iter().map(|no| self.organization(*no)).collect(),
            programmes: contest.programmes.iter().map(|no| self.programme_link(*no)).collect(),
            opens: day(&contest.opens, &fields.opens),
            closes: day(&contest.closes, &fields.closes),
            results_at: self.maybe_when(fields.results_at.as_ref()),
            timeline: self.timeline(no),
            media: fields.medium.iter().map(|medium| medium.as_str()).collect(),
            eligibility: fields.eligibility.as_deref(),
            excluded: contest.excluded.clone(),
            genres: self.genres(no),
            rounds: fields.rounds.iter().map(|round| self.round(round)).collect(),
            prizes: fields.prizes.iter().map(|prize| self.prize(no, prize)).collect(),
            max_entries_per_author: fields.max_entries_per_author,
            prior_publication: fields.prior_publication.map(|rule| rule.as_str()),
            publication_window: fields
                .publication_window
                .as_ref()
                .map(|window| Span { from: self.when(&window.from), to: self.when(&window.to) }),
            entries_total: self.count(contest.entries.len()),
            entries: self.some_entries(no),
            articles: self.offered_article_cards(&contest.articles),
            numbers: self.contest_numbers(no).breakdowns,
            others: self.other_contests(no),
            extra: extra(&[fields.extra.as_ref()]),
        };
        let site = &self.site.config.title;
        let path = permalink::contest(self.edition.prefix, &contest.record.id.0);
        let head = Head {
            description: fields.summary.clone().or_else(|| fields.theme.clone()),
            crumbs: self.contest_crumbs(no),
            image: contest.image.as_ref(),
            feeds: vec![self.feed(Message::FeedContest { site, name: &fields.title }, &path)],
            ..Head::new(fields.title.clone())
        };
        (head, context)
    }

    /// The other contests of the same organizer, newest first.
    fn other_contests(&self, no: ContestNo) -> Vec<ContestCard<'r>> {
        let organizer = self.site.contest(no).organizer;
        let all = self.site.contest_numbers().filter(|other| *other != no);
        let others = all.filter(|other| self.site.contest(*other).organizer == organizer);
        others.map(|other| self.contest_card(other)).collect()
    }

    /// The awarded entries by prize once the results are out, else the first by title.
    fn some_entries(&self, no: ContestNo) -> Vec<EntryCard<'r>> {
        let contest = self.site.contest(no);
        let prizes = contest.record.fields.prizes.iter();
        let mut shown: Vec<EntryNo> = prizes.flat_map(|prize| self.awarded(no, prize)).collect();
        if shown.is_empty() {
            shown.clone_from(&contest.entries);
        }
        shown.truncate(SOME_ENTRIES);
        self.entry_cards(&shown)
    }

    /// The entries that won a prize. Empty before the results, because no entry has its award then.
    pub(super) fn awarded(&self, no: ContestNo, prize: &PrizeFields) -> Vec<EntryNo> {
        let got = |no: &EntryNo| self.site.entry(*no).award.is_some_and(|award| award.id == prize.id);
        self.site.contest(no).entries.iter().copied().filter(got).collect()
    }

    /// Opening, rounds, closing and results by date. The last one begun is the current one.
    pub(super) fn timeline(&self, no: ContestNo) -> Vec<Step<'r>> {
        let contest = self.site.contest(no);
        let fields = &contest.record.fields;
        let zone = &self.site.config.time_zone;
        let mut steps = vec![
            (contest.opens.clone(), fields.opens.precision, "opens", None, None),
            (contest.closes.clone(), fields.closes.precision, "closes", None, None),
        ];
        for round in &fields.rounds {
            if let Some(from) = &round.from {
                let name = Some(self.named(&round.name, round.name_en.as_deref()));
                steps.push((from.at(zone), from.precision, "round", name, round.to.as_ref()));
            }
        }
        if let (Some(at), Some(when)) = (&contest.results_at, &fields.results_at) {
            steps.push((at.clone(), when.precision, "results", None, None));
        }
        steps.sort_by(|a, b| a.0.cmp(&b.0));
        let begun = steps.iter().filter(|step| step.0.timestamp() <= self.site.now).count();
        let filled = steps.into_iter().enumerate().map(|(at, (moment, precision, kind, name, until))| Step {
            kind,
            name: name.map(|(name, _)| name),
            lang: name.and_then(|(_, lang)| lang),
            date: self.moment(&moment, precision),
            until: self.maybe_when(until),
            state: state(at, begun),
        });
        filled.collect()
    }

    fn genres(&self, no: ContestNo) -> Vec<Genre<'r>> {
        let contest = self.site.contest(no);
        let of = |id| contest.entries.iter().filter(|no| self.site.entry(**no).genre.id == id).count();
        let genres = contest.record.fields.genres.iter().map(|genre| {
            let (name, lang) = self.named(&genre.name, genre.name_en.as_deref());
            Genre {
                name,
                lang,
                max_words: genre.max_words.map(|words| self.integer(words.into())),
                max_minutes: genre.max_minutes,
                entries: self.count(of(genre.id.clone())),
            }
        });
        genres.collect()
    }

    fn round(&self, round: &'r crate::content::contest::Round) -> Round<'r> {
        let (name, lang) = self.named(&round.name, round.name_en.as_deref());
        Round {
            name,
            lang,
            from: self.maybe_when(round.from.as_ref()),
            to: self.maybe_when(round.to.as_ref()),
        }
    }

    fn prize(&self, no: ContestNo, prize: &'r PrizeFields) -> Prize<'r> {
        let genres = &self.site.contest(no).record.fields.genres;
        let genre = prize.genre.as_ref().and_then(|id| genres.iter().find(|genre| genre.id.0 == *id));
        let (name, lang) = self.named(&prize.name, prize.name_en.as_deref());
        let genre = genre.map(|genre| self.named(&genre.name, genre.name_en.as_deref()));
        Prize {
            name,
            lang,
            genre: genre.map(|(name, _)| name),
            genre_lang: genre.and_then(|(_, lang)| lang),
            scope: prize.scope.as_str(),
            quota: prize.quota,
            amount: prize.amount.map(|amount| self.money(amount)),
        }
    }

    pub(in crate::render) fn rules(&self, no: ContestNo) -> Result<(Head<'r>, Rules<'r>), Diagnostic> {
        let rendered = self.bodies.body(RecordNo::Rules(no));
        let fields = self.site.contest(no).rules.map(|rules| &rules.fields);
        let updated = self.maybe_when(self.site.contest(no).rules_updated.as_ref());
        let context = Rules {
            contest: self.contest_head(no),
            title: fields.and_then(|fields| fields.title.as_deref()),
            updated: updated.clone(),
            body: self.body(rendered)?,
            toc: toc(rendered),
        };
        let head = self.part_of_contest(no, Message::TitleRules, permalink::rules);
        let head = Head { description: self.described(None, rendered), modified: updated, ..head };
        Ok((head.with_texts(&[&context.body]), context))
    }

    pub(in crate::render) fn entries(
        &self,
        no: ContestNo,
        of: EntriesOf,
        number: usize,
    ) -> (Head<'r>, Entries<'r>) {
        let contest = self.site.contest(no);
        let list = entries_of(self.site, no, of);
        let path = PageKind::Entries(no, of, number).path(self.site, self.edition.prefix);
        let closes = self.moment(&contest.closes, contest.record.fields.closes.precision);
        let lists = entry_lists(self.site, no);
        let facets = |wanted: fn(EntriesOf) -> bool| {
            let some = lists.iter().filter(|(list, _)| wanted(*list));
            some.map(|(list, count)| self.facet(self.entries_link(no, *list), *count, *list == of)).collect()
        };
        let link = self.entries_link(no, of);
        let title = match of {
            EntriesOf::All => link.label.to_string(),
            _ => self.text(Message::TitleEntriesOf { name: &link.label }),
        };
        let context = Entries {
            contest: self.contest_head(no),
            title: title.clone(),
            name: (of != EntriesOf::All).then(|| link.clone()),
            whole: of == EntriesOf::All,
            total: self.count(list.len()),
            genres: facets(|of| matches!(of, EntriesOf::Genre(_))),
            localities: facets(|of| matches!(of, EntriesOf::Locality(_))),
            rounds: facets(|of| matches!(of, EntriesOf::Round(_))),
            entries: self.entry_cards(paging::on_page(&list, number, self.site.config.page_size)),
            public_from: (contest.stage < Stage::Judging).then_some(closes),
            pagination: self.pagination(&path, number, list.len()),
        };
        let mut head = self.part_of_contest(no, Message::TitleEntries, permalink::entries);
        if of != EntriesOf::All {
            head.title = format!("{title} – {}", contest.record.fields.title);
            head.crumbs.push(link);
        }
        (head.paged(context.pagination.as_ref()), context)
    }

    /// Link to a list of entries.
    fn entries_link(&self, no: ContestNo, of: EntriesOf) -> Link<'r> {
        let fields = &self.site.contest(no).record.fields;
        let path = PageKind::Entries(no, of, 1).path(self.site, self.edition.prefix);
        match of {
            EntriesOf::All => self.overview(Message::TitleEntries, |_| path.clone()),
            EntriesOf::Genre(at) => {
                let genre = &fields.genres[at];
                self.link(self.named(&genre.name, genre.name_en.as_deref()), &path)
            }
            EntriesOf::Round(at) => {
                let round = &fields.rounds[at];
                self.link(self.named(&round.name, round.name_en.as_deref()), &path)
            }
            EntriesOf::Locality(place) => Link { href: self.href(&path), ..self.locality(place) },
        }
    }

    pub(in crate::render) fn entry(&self, no: EntryNo) -> Result<(Head<'r>, Entry<'r>), Diagnostic> {
        let entry = self.site.entry(no);
        let fields = &entry.record.fields;
        let rendered = self.bodies.body(RecordNo::Entry(no));
        let authors = entry.authors.iter().map(|author| EntryAuthor {
            name: &author.name,
            organization: author.organization.as_deref(),
            lead: author.lead,
        });
        let context = Entry {
            contest: self.contest_head(entry.contest),
            title: &fields.title,
            genre: &entry.genre.name,
            authors: authors.collect(),
            organization: entry.organization.map(|no| self.organization(no)),
            locality: entry.locality.map(|no| self.locality(no)),
            round: entry.round.map(|round| round.name.as_str()),
            award: entry.award.map(|prize| self.prize(entry.contest, prize)),
            submitted: (self.site.contest(entry.contest).stage == Stage::Results)
                .then(|| self.when(&fields.submitted)),
            published_in: fields.published_in.as_ref().map(|paper| PublishedIn {
                name: &paper.name,
                date: self.when(&paper.date),
                href: paper.url.as_ref().map(|url| url.0.as_str()),
            }),
            summary: fields.summary.as_deref(),
            body: self.body(rendered)?,
            toc: toc(rendered),
            media: entry.media.iter().map(|medium| self.medium(medium)).collect(),
            models: self.model_cards(&entry.models),
            articles: self.offered_article_cards(&entry.articles),
            previous: entry.previous.map(|no| self.entry_link(no)),
            next: entry.next.map(|no| self.entry_link(no)),
            extra: extra(&[fields.extra.as_ref()]),
        };
        let mut crumbs = self.contest_crumbs(entry.contest);
        let id = &self.site.contest(entry.contest).record.id.0;
        crumbs.push(self.overview(Message::TitleEntries, |prefix| permalink::entries(prefix, id)));
        crumbs.push(self.entry_link(no));
        let image = entry.media.iter().find_map(ShownMedium::picture);
        let description = self.described(fields.summary.as_deref(), rendered);
        let head = Head { description, crumbs, image, ..Head::new(fields.title.clone()) };
        Ok((head.with_texts(&[&context.body]), context))
    }

    fn medium(&self, medium: &'r ShownMedium) -> Medium<'r> {
        let minutes = |minutes: &Option<f64>| minutes.map(|minutes| self.measure(minutes));
        match medium {
            ShownMedium::Image(picture) => Medium {
                kind: "image",
                href: self.href(&picture.path),
                local: true,
                caption: picture.caption.as_deref(),
                minutes: None,
                size: None,
                image: Some(self.image(picture)),
            },
            ShownMedium::File { kind, file, caption, minutes: length } => Medium {
                kind,
                href: self.href(&file.path),
                local: true,
                image: None,
                caption: caption.as_deref(),
                minutes: minutes(length),
                size: Some(number::bytes(file.size, self.language())),
            },
            ShownMedium::Elsewhere { kind, url, caption, minutes: length } => Medium {
                kind,
                href: url.clone(),
                local: false,
                image: None,
                caption: caption.as_deref(),
                minutes: minutes(length),
                size: None,
            },
        }
    }

    pub(in crate::render) fn results(&self, no: ContestNo) -> (Head<'r>, Results<'r>) {
        let contest = self.site.contest(no);
        let fields = &contest.record.fields;
        let group = |prize: &'r PrizeFields| {
            let awarded = self.awarded(no, prize);
            let given = self.count(awarded.len());
            PrizeGroup { prize: self.prize(no, prize), given, entries: self.entry_cards(&awarded) }
        };
        let groups = fields.prizes.iter().map(group);
        let context = Results {
            contest: self.contest_head(no),
            known: contest.stage == Stage::Results,
            date: self.maybe_when(fields.results_at.as_ref()),
            unnamed: contest.unnamed_winners,
            prizes: groups.filter(|group| !group.entries.is_empty()).collect(),
            data: self.data_files(&["entries"]),
        };
        (self.part_of_contest(no, Message::TitleResults, permalink::results), context)
    }
}

/// The state of step `at` (from 0) when `begun` steps have begun.
pub(super) fn state(at: usize, begun: usize) -> &'static str {
    match at + 1 {
        number if number < begun => "past",
        number if number == begun => "current",
        _ => "ahead",
    }
}
