### Interface texts, English.
### $count is a number (it selects singular or plural and is written as numbers are on the page); all others are text.

## Frame of the page
og-locale = en_GB
skip-to-content = Skip to main content
menu = Menu
menu-main = Main menu
languages = Languages
banner = Please note
search-label = Search words
search-placeholder = Search news, models…
search-button = Search
breadcrumbs = You are here
footer-overview = Parts of this section
footer-menu = About this section
publisher = Published by
hotline = Hotline:
email = E-mail:
responsible = Responsible for the contents:
address = Address:
feed = Atom feed:
print-source = Printed from { $site }:

## Names of pages
title-home = Home
title-news = News
title-news-year = News of { $year }
title-news-category = News: { $name }
title-models = Models and examples
title-models-year = Models registered in { $year }
title-models-programme = Models of { $name }
title-models-level = Models and examples: { $name }
title-models-status = Models and examples: { $name }
title-contests = Contests
title-programmes = Programmes and plans
title-documents = Documents
title-documents-of = Documents: { $name }
title-localities = Localities
title-organizations = Organizations
title-tags = Keywords
title-topic = Dossier: { $name }
title-author = Author: { $name }
title-tag = Keyword: { $name }
tag-of = Keyword:
title-statistics = Statistics
title-all-series = Series of figures
title-search = Search
title-rules = Rules
title-entries = Entries
title-entries-of = Entries: { $name }
entries-of = Entries:
title-results = Results
title-not-found = Page not found
title-withdrawn-article = Article withdrawn
title-withdrawn-document = This document was taken back
title-withdrawn-model = Model withdrawn
title-withdrawn-page = Page withdrawn
title-withdrawn-entry = Entry withdrawn
title-numbered = { $title } – page { $page }
title-full = { $title } | { $site }
feed-news = { $site } – News
feed-models = { $site } – Models and examples
feed-category = Category: { $name }
feed-contest = Contest: { $name }
feed-documents = { $site } – Documents
feed-topic = Dossier: { $name }
search-description = Search the articles, models and contest entries of { $site }

# What search engines show below the title of a list
description-news = { $title }: the news of { $site }, newest first.
description-models = { $title }: the models and examples of { $site }, with place, organization and status.
description-tags = All keywords of { $site }, with the numbers of articles, models and contest entries.
description-tag = { $title }. The models, articles and contest entries of { $site } with this keyword.
description-contests = The contests of { $site }: rules, deadlines, entries and results.
description-entries = { $title }: the published contest entries of { $site }, with genre and authors.
description-results = { $title }: the prizes of the contest and the entries that got them, on { $site }.
description-programmes = { $title }: programmes and plans of { $site }, with the progress of each target.
description-documents = { $title }: number, date, issuer and validity of each document, on { $site }.
description-topic = { $title }: the news of the dossier on { $site }.
description-author = { $title }: what this author wrote for { $site }.
description-localities = The communes, wards, districts and provinces with models, articles or contest entries on { $site }, former names included.
description-locality = { $title }: the models, articles and contest entries from this locality on { $site }.
description-organizations = The organizations with models, articles or contest entries on { $site }, former names included.
description-organization = { $title }: the models, articles and contest entries of this organization on { $site }.
description-statistics = { $title }: the numbers of models, articles and contest entries of { $site }, by field, locality and year.
description-all-series = { $title } of { $site }: charts, tables, sources and files.
description-series = { $title }: chart, table, source and files, on { $site }.
description-search = Search articles, models, contest entries and programmes of { $site }, with or without Vietnamese diacritics.

## Numbers of things
count-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
count-models = { $count ->
    [one] { $count } model
   *[other] { $count } models
}
count-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
count-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
count-records = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
count-views = { $count ->
    [one] { $count } view
   *[other] { $count } views
}
label-articles = { $count ->
    [one] article
   *[other] articles
}
label-models = { $count ->
    [one] model
   *[other] models
}
label-localities = { $count ->
    [one] locality with models
   *[other] localities with models
}
label-entries = { $count ->
    [one] contest entry
   *[other] contest entries
}
unit-articles = Articles
unit-models = Models
unit-entries = Entries

## Home
latest-news = Latest news
featured-news = Featured
all-news = All news
home-contest = Contest
all-contests = All contests
home-topic = Dossier:
home-shows = Pictures, video, graphics
home-models = Exemplary models
all-models = All models
home-programmes = Programmes and plans
all-programmes = All programmes and plans
home-totals = This section in numbers
most-read = Most read
untranslated = In Vietnamese, not yet translated
live-boxes = Today
live-updated = Updated

## Lists
narrow = Browse by
narrow-models = Narrow by field, level, year, place
categories = Categories
fields = Fields
years = Year of publication
years-registered = Year of registration
pagination = Pages of this list
page = Page
page-previous = Previous page
page-next = Next page
no-articles = There are no articles yet.
no-models = There are no models yet.
no-contests = There are no contests yet.
no-entries = No entries have been published yet.
no-programmes = There are no programmes yet.
no-documents = There are no documents yet.
no-localities = There are no localities yet.
no-organizations = There are no organizations yet.
no-tags = There are no keywords yet.
no-series = There are no series of figures yet.
nothing-here = There are no models or articles for this page yet.

## Articles
topic = Series: { $name }
updated = Updated
updated-on = Updated:
published-on = Published:
has-corrections = This article was corrected
read-in = Read in { $language }:
# The languages, as they stand after "read-in".
language-vi = Vietnamese
language-en = English
in-picture = Pictured:
picture-credit = Picture: { $name }
toc = Contents
listen = Listen to this article
transcript = Transcript
attachments = Documents
document = Document
document-number = No. { $number }
document-reference = Number
document-issued = Issued
document-issuer = Issued by
document-file = File
corrections = Corrections
approved = Approved
credit = Contribution
source = Source
tags = Keywords
neighbours = Older and newer article
older = Older article
newer = Newer article
tools-open = Text size, print, share
tools = Tools of the page
tool-smaller = smaller text
tool-usual = usual text size
tool-larger = larger text
tool-print = Print
tool-copy = Copy link
tool-speak = Listen
tool-stop = Stop
tool-share = Share
tool-size-now = Text size #%
tool-copied = The link of the page is copied.
tool-not-copied = The link could not be copied.
read-on = Read on
related = Related news
genre-news = News
genre-feature = Feature
genre-reportage = Reportage
genre-interview = Interview
genre-photo = Photo story
genre-video = Video
genre-infographic = Infographic
genre-longform = Longform
genre-notice = Notice
programmes-mentioned = Programmes mentioned
models-mentioned = Models mentioned
entries-mentioned = Entries mentioned

## Models
model-kind-practice = Model
model-kind-collective = Exemplary collective
model-kind-individual = Exemplary person
status-registered = Registered
status-recognized = Recognized
status-exemplary = Exemplary
status-ended = Ended
level-province = Provincial level
level-district = District level
level-commune = Commune level
level-base = Grassroots level
model-facts = Facts about the model
organization = Organization
organization-leading = Lead organization
partners = Partners
locality = Locality
level = Level
field = Field
registered = Registered
registered-in = Registered in { $year }
period = Period
period-open = to date
beneficiaries = Beneficiaries
persons = { $number } people
budget = Budget
recognition = Decision of recognition
objectives = Objectives
activities = Activities
results = Results
pictures = Pictures
replicated-from = Replicated from
replicated-by = Replicated as
history = History
history-registered = Registered
history-begins = Begun
history-recognized = Recognized
history-exemplary = Exemplary
history-ended = Ended
models-by-locality = See models by locality
articles-about-model = News about the model
entries-about-model = Contest entries about the model

## Contests
contest = Contest
contest-pages = Pages of the contest
contest-was = How to take part, genres, prizes
contest-about = About
contest-facts = Facts about the contest
contest-theme = Theme
contests-running = Running contests
contests-past = Contests with results
contests-other = Other contests of the same organizer
contest-numbers = The contest in numbers
now-announced = Open for entries from:
now-open = Open for entries, closing on:
now-judging = Closed for entries; the jury is reading.
see-results = See the results
take-part = How to take part
read-rules = Read the rules
stage-announced = Opens soon
stage-open = Open for entries
stage-judging = Being judged
stage-results = Results published
step-opens = Entries open
step-closes = Entries close
step-round = Round of judging
step-results = Results
step-issued = Issued
step-begins = Begins
step-ends = Ends
organizer = Organizer
co-organizers = Co-organizers
takes-entries = Open for entries
genres = Genres
genre = Genre
max-words = at most { $number } words
max-minutes = { $count ->
    [one] at most { $count } minute
   *[other] at most { $count } minutes
}
media = Media
medium-print = newspaper
medium-online = online
medium-radio = radio
medium-television = television
prior-publication = Works published before
prior-publication-forbidden = Not allowed
prior-publication-required = Required
prior-publication-allowed = Allowed
publication-window = Published between
max-entries-per-author = Limit per author
excluded = May not take part
entries-published = Entries published
entries-public-from = Entries are published after the closing date:
prizes = Prizes
prize-given = Given { $given } of { $quota }
prize-quota = Number
prize-not-given = This prize has not been given to a published entry.
scope-individual = Authors
scope-collective = Collectives
awarded-entries = Awarded entries
all-entries = All entries
articles-about-contest = News about the contest
results-unknown = The results have not been announced yet.
results-on = Expected:
results-known-since = Announced:
results-unnamed = Some winning entries are not shown here, because their authors have not agreed to publication.

## Entries
entry-facts = Facts about the entry
author-unnamed = The author asked not to be named
lead-author = lead author
round-reached = Reached
award = Prize
published-in = Published in
submitted = Handed in on
neighbours-entries = Previous and next entry
entry-previous = Previous entry
entry-next = Next entry
articles-about-entry = News about the entry
medium-open-image = View the picture
medium-open-video = Watch the video
medium-open-audio = Listen
medium-open-pdf = Download the PDF
minutes = { $number } min
download = Download

## Programmes
articles-about-programme = News about the programme
models-of-programme = Models of the programme
targets = Targets
at-least = At least { $value }
per-year = each year
per-total = over the whole period
target-scope-locality = Each locality
target-scope-organization = Each organization
target-scope-province = The whole province
measure-models_registered = Counted by models registered in the year
measure-models_active = Counted by active models
measure-manual = As reported
target-overview = All targets at a glance
target-name = Target
target-required = Required
target-value = Result
target-bound = Bound by it
target-reached = Reached it
target-share = Share
target-of = { $reached } of { $bound }
target-not-begun = The programme has not begun.
target-no-values = No data yet
target-details = Chart and figures by year
target-undecided = { $count ->
    [one] { $count } model of a unit that was split, or did not exist on the first day of the year, counts for none.
   *[other] { $count } models of units that were split, or did not exist on the first day of the year, count for none.
}
target-short = { $year }: { $count } not reached
target-unmeasured = { $year }: { $count } without data
target-reached-by = { $year }: { $count } reached
reached = Reached
not-reached = Not reached
whole-province = The whole province

## Documents
document-kind-decree = Decree
document-kind-circular = Circular
document-kind-decision = Decision
document-kind-directive = Directive
document-kind-plan = Plan
document-kind-scheme = Scheme
document-kind-guideline = Guideline
document-kind-report = Report
document-kind-notice = Notice
document-kind-letter = Official letter
document-kind-other = Other document
document-kinds = Kinds of documents
document-issuers = Issued by
document-years = Year of issue
force-in-force = In force
force-ended = No longer in force
force-ahead = Not yet in force
document-signer = Signed by
document-effective = In force from
document-expires = In force to the end of
document-pages = Pages
document-download = Download the document
document-amends = Amends
document-amended-by = Amended by
document-replaces = Replaces
document-replaced-by = Replaced by
document-programmes = Part of the programme
articles-about-document = News about the document
documents-mentioned = Documents mentioned
documents-of-programme = Documents of the programme

## Localities and organizations
localities-note = Localities old and new, below the units they belong to. Units that were merged or renamed keep a page, which leads to their successors.
locality-level-province = Province or city
locality-level-district = District, town or provincial city
locality-level-commune = Commune, ward or township
locality-code = Administrative code
locality-from = Formed from
locality-into = Now in
locality-children = Units that belong to it
locality-organizations = Organizations in it
locality-ended = This administrative unit no longer exists.
organization-kind-party = Party bodies
organization-kind-government = Government bodies
organization-kind-front = Fatherland Front and its members
organization-kind-union = Unions and associations
organization-kind-armed_forces = Armed forces
organization-kind-enterprise = Enterprises and cooperatives
organization-kind-other = Other organizations
organization-from = Successor of
organization-into = Now
organization-chart = Organization chart
organization-head = Head
organization-contact = Contact
postal-address = Address
phone = Telephone
fax = Fax
email-address = E-mail
units-below = Units below in figures
column-below = Unit
column-own = Its own
column-sum = With all below
below-models = Models of the units below
below-articles = News about the units below
below-entries = Entries from the units below
organization-ended = This organization no longer exists.
locality-ahead = This administrative unit does not exist yet.
locality-from-ahead = Will be formed from
locality-into-ahead = Will be in
organization-ahead = This organization does not exist yet.
organization-from-ahead = Will succeed
organization-into-ahead = Will be
begins-on = It begins on
life-ended = former
life-ahead = not yet
change-steps = The changes in between
no-successor = no successor
last-day = last day
before-change = Before it was merged or renamed:
undecided-before = Former units that were split
undecided-note = Parts of these units belong here now. Records that do not say to which part they belong stay with the former unit; they count for none of the parts, only for the unit above them all.
see-instead = See:
part-of = Belongs to
since = From
until = Until
in-part = in part
short-name = Short name
own-site = Website

## Statistics and charts
statistics-note = Counted from the records published in this section.
dataset-description = Registered models by field, level, status, year and locality; numbers of articles and contest entries, counted from the records published in this section.
more-charts = More charts:
on-this-page = On this page
by-field = By field
by-locality = By locality
by-unit = By administrative unit of today
by-level = By level
by-status = By status
by-year = By year
by-category = By category
by-genre = By genre
by-round = By round
by-award = By prize
column-field = Field
column-locality = Locality
column-unit = Administrative unit of today
column-organization = Organization
column-level = Level
column-status = Status
column-year = Year
column-category = Category
column-topic = Dossier
column-author = Author
topic-since = from
topic-until = to
topic-articles = News of the dossier
author-role = Role
author-pen-names = Pen names
author-links = Pages elsewhere
author-articles = Written by this author
column-genre = Genre
column-round = Round
column-award = Prize
column-percent = Share
column-total = Total
note-locality = Localities by their names in the year of registration. An older model that names a part of a unit split later counts for the unit of that year.
note-unit = Models of merged units count for the new unit. Those of units that were split stand apart, unless the record names the new unit; no model is counted twice.
not-stated = Not stated
without-award = No prize
undecided-unit = { $name } (part not known)
open-data = Open data
open-data-note = Download these numbers: CSV for spreadsheets, JSON for programs.
data-statistics = Statistics
data-documents = Documents
data-models = Models
data-articles = Articles
data-categories = Categories
data-topics = Dossiers
data-authors = Authors
data-programmes = Programmes
data-series = Series of figures
data-localities = Localities
data-organizations = Organizations
data-contests = Contests
data-entries = Entries
data-targets = Targets by year
data-target-members = Targets by locality or organization
chart-largest = { $title }: the largest { $number }
chart-latest = { $title }: the latest { $number }
chart-table = Numbers of the chart
chart-series = The page of these figures
chart-better-higher = The smaller rank is the better one; in the chart, the better rank stands higher.
chart-better-shorter = The smaller rank is the better one; in the chart, the shorter bar is the better one.
all-series-note = The tables behind the news, with charts, sources and files.
series-unit = Unit:
series-download = Download this table:
count-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
chart-source = Source: { $source }
video-watch = Watch the video: { $title }
video-watch-untitled = Watch the video
video-download = Download the video

## Search
search-lists = Browse everything
search-results = Search results
search-kinds = Kinds of content
search-sort = Sort by
search-relevance = Best match
search-newest = Newest
search-count = Results: #.
search-none = Nothing was found.
search-hint = Try fewer or other words, or use the lists below.
search-error = Search does not work at the moment; the lists below do.
search-also = Also searching for:
search-corrected = Also searched as:
search-near = No page matches well; these are the nearest ones.
search-mean = Did you mean:
search-more = More results
search-suggestions = Search suggestions
search-suggested = Suggestions: #.
search-place = Place
search-model = Model
search-no-script = Search needs JavaScript, which is off in this browser. The lists below work without it.
search-file = A copy opened from a disk cannot search, because browsers do not let it read the index. Open the section on the web, or use the lists below.
search-filters = Filter the results
search-chosen = Filters in use
search-remove = Remove the filter:
search-close = Close
search-show = Show results
search-clear = Remove all filters
search-exactly = Only exactly:
search-fewer = Try one word fewer:
search-unfiltered = Without filters:
record-kind-article = News
record-kind-model = Models and examples
record-kind-entry = Contest entries
record-kind-programme = Programmes and plans
record-kind-document = Documents
record-kind-page = About this section
record-kind-organization = Organization
record-kind-locality = Locality
record-kind-topic = Dossiers
record-kind-category = Category
record-kind-series = Figures

## When there is nothing
not-found-text = There is nothing at this address, or it has moved. Please search, or go to the home page.
go-home = Go to the home page
withdrawn-text-article = The article at this address has been withdrawn
withdrawn-text-document = The document at this address was taken back
withdrawn-text-model = The model at this address has been withdrawn
withdrawn-text-page = The page at this address has been withdrawn
withdrawn-text-entry = The entry at this address has been withdrawn at its author's request
withdrawn-on = as of
withdrawn-reason = Reason:
