//! `api/index.json`: the catalog of all tables and series, in the terms of DCAT (W3C Data Catalog Vocabulary), as plain
//! JSON with a context that says which key means which term.

use serde::Serialize;
use serde_json::{Value, json};

use crate::api::address;
use crate::api::table::{Column, ColumnType, Table};
use crate::content::data::Series;
use crate::file_list::Sha256;
use crate::pages::{DataFormat, DataTable};
use crate::site::{SeriesNo, Site, permalink};

/// What the index says of a table, which need not be kept for it.
#[derive(Debug, Clone)]
pub struct Described {
    pub name: DataTable,
    pub rows: usize,
    pub columns: &'static [Column],
    files: Vec<File>,
}

/// The size and the SHA-256 of a file.
#[derive(Debug, Clone)]
struct File {
    format: DataFormat,
    bytes: usize,
    sha256: String,
}

impl File {
    fn new(format: DataFormat, bytes: &[u8]) -> Self {
        Self { format, bytes: bytes.len(), sha256: sha256(bytes) }
    }
}

/// The SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::of(bytes).to_string()
}

impl Described {
    /// `files` are the bytes of the table in each format.
    pub fn new(name: DataTable, table: &Table, files: &[(DataFormat, Vec<u8>)]) -> Self {
        let files = files.iter().map(|(format, bytes)| File::new(*format, bytes)).collect();
        Self { name, rows: table.rows.len(), columns: table.columns, files }
    }
}

#[derive(Serialize)]
struct Catalog<'s> {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "@type")]
    of: &'static str,
    title: &'s str,
    /// What stands above every page.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'s str>,
    url: String,
    publisher: Publisher<'s>,
    language: &'static str,
    /// The day of the build.
    updated: String,
    /// What who uses the data must do.
    rights: Option<&'s str>,
    tables: Vec<Dataset<'s>>,
    series: Vec<Dataset<'s>>,
}

#[derive(Serialize)]
struct Publisher<'s> {
    #[serde(rename = "@type")]
    of: &'static str,
    name: &'s str,
    url: String,
}

#[derive(Serialize)]
struct Dataset<'s> {
    #[serde(rename = "@type")]
    of: &'static str,
    name: &'s str,
    title: String,
    rows: usize,
    csv: String,
    json: String,
    updated: String,
    columns: Vec<DatasetColumn<'s>>,
    distributions: Vec<Distribution>,
}

#[derive(Serialize)]
struct DatasetColumn<'s> {
    name: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'s str>,
    #[serde(rename = "type")]
    of: ColumnType,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'s str>,
}

#[derive(Serialize)]
struct Distribution {
    #[serde(rename = "@type")]
    of: &'static str,
    format: &'static str,
    download: String,
    bytes: usize,
    sha256: String,
}

/// The index; `title` names a table in the main language.
pub fn index(site: &Site<'_>, tables: &[Described], title: &dyn Fn(DataTable) -> String) -> Vec<u8> {
    let publisher = site.organization(site.publisher);
    let catalog = Catalog {
        context: context(),
        of: "dcat:Catalog",
        title: &site.config.title,
        description: site.config.banner.as_deref(),
        url: address(site, ""),
        publisher: Publisher {
            of: "foaf:Agent",
            name: publisher.name,
            url: address(site, &permalink::organization("", publisher.id)),
        },
        language: site.config.language.code(),
        updated: site.today().to_string(),
        rights: site.config.reuse.as_deref(),
        tables: tables.iter().map(|table| of_table(site, table, title(table.name))).collect(),
        series: site.shown_series.iter().map(|no| of_series(site, *no)).collect(),
    };
    // Texts, numbers and lists can always be serialised.
    format!("{}\n", serde_json::to_string_pretty(&catalog).unwrap_or_default()).into_bytes()
}

fn of_table<'s>(site: &Site<'_>, table: &'s Described, title: String) -> Dataset<'s> {
    let path = |format: DataFormat| permalink::data(table.name.as_str(), format.as_str());
    let column = |column: &'s Column| DatasetColumn {
        name: column.name,
        description: Some(column.is),
        of: column.of,
        unit: column.unit,
    };
    Dataset {
        of: "dcat:Dataset",
        name: table.name.as_str(),
        title,
        rows: table.rows,
        csv: address(site, &path(DataFormat::Csv)),
        json: address(site, &path(DataFormat::Json)),
        updated: site.today().to_string(),
        columns: table.columns.iter().map(column).collect(),
        distributions: distributions(site, &table.files, path),
    }
}

fn of_series<'s>(site: &Site<'s>, no: SeriesNo) -> Dataset<'s> {
    let series: &Series = site.series_at(no);
    let path = |format: DataFormat| permalink::series_data(&series.id, format.as_str());
    let formats = [DataFormat::Csv, DataFormat::Json];
    let files = formats.map(|format| File::new(format, &crate::api::series::bytes(series, format)));
    let numbers = series.number_columns();
    let column = |(at, name): (usize, &'s String)| {
        let is_number = numbers.contains(&at);
        DatasetColumn {
            name,
            description: None,
            of: if is_number { ColumnType::Number } else { ColumnType::Text },
            unit: series.fields.unit.as_deref().filter(|_| is_number),
        }
    };
    Dataset {
        of: "dcat:Dataset",
        name: &series.id,
        title: series.title().to_owned(),
        rows: series.fields.rows.len(),
        csv: address(site, &path(DataFormat::Csv)),
        json: address(site, &path(DataFormat::Json)),
        updated: site.today().to_string(),
        columns: site.series_at(no).fields.columns.iter().enumerate().map(column).collect(),
        distributions: distributions(site, &files, path),
    }
}

fn distributions(site: &Site<'_>, files: &[File], path: impl Fn(DataFormat) -> String) -> Vec<Distribution> {
    let one = |file: &File| Distribution {
        of: "dcat:Distribution",
        format: DataTable::media_type(file.format),
        download: address(site, &path(file.format)),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
    };
    files.iter().map(one).collect()
}

/// Which key means which term.
fn context() -> Value {
    let link = |term: &str| json!({"@id": term, "@type": "@id"});
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "csvw": "http://www.w3.org/ns/csvw#",
        "spdx": "http://spdx.org/rdf/terms#",
        "schema": "https://schema.org/",
        "title": "dct:title",
        "name": "dct:identifier",
        "description": "dct:description",
        "language": "dct:language",
        "publisher": "dct:publisher",
        "rights": "dct:rights",
        "updated": {"@id": "dct:modified", "@type": "http://www.w3.org/2001/XMLSchema#date"},
        "url": link("dcat:landingPage"),
        "tables": "dcat:dataset",
        "series": "dcat:dataset",
        "rows": "schema:size",
        "columns": {"@id": "csvw:column", "@container": "@list"},
        "type": "csvw:datatype",
        "unit": "schema:unitText",
        "distributions": "dcat:distribution",
        "format": "dcat:mediaType",
        "download": link("dcat:downloadURL"),
        "bytes": "dcat:byteSize",
        "sha256": "spdx:checksumValue",
        "csv": null,
        "json": null,
    })
}
