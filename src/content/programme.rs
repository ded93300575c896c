//! Programmes (đề án, kế hoạch) with their targets.

use crate::content::model::{Budget, Period};
use crate::value::{Id, When, Year};
use crate::yaml::Node;
use crate::yaml::declare::{choices, fields};

fields! {
    /// The fields of a programme.
    pub struct ProgrammeFields {
        /// Name for life; else the file's name.
        optional id: Id,
        /// Its title.
        required title: String,
        /// Number of the document.
        optional number: String,
        /// Its date.
        optional issued: When,
        /// Who issued it, by id.
        optional issuer: String,
        /// The years it covers.
        required period: Period,
        /// Money.
        optional budget: Budget,
        /// One paragraph.
        optional summary: String,
        /// Anything, for themes.
        optional extra: Node,
        /// The text.
        optional body: String,
        /// What it wants to reach.
        list targets: Target,
    }
}

choices! {
    /// Whom a target binds.
    pub enum TargetScope {
        /// Each locality.
        Locality = "locality",
        /// Each organization.
        Organization = "organization",
        /// The province as a whole.
        Province = "province",
    }
}

choices! {
    /// What a target counts.
    pub enum Measure {
        /// Models registered in the year.
        ModelsRegistered = "models_registered",
        /// Models that run in the year.
        ModelsActive = "models_active",
        /// What `values` says.
        Manual = "manual",
    }
}

choices! {
    /// How often a target is to be reached.
    pub enum Per {
        /// In each year.
        Year = "year",
        /// By the end of the period.
        Total = "total",
    }
}

fields! {
    /// Something a programme wants to reach.
    pub struct Target {
        /// Its id.
        required id: Id,
        /// Its name.
        required name: String,
        /// Whom it binds.
        required scope: TargetScope,
        /// For localities and models: of this level alone.
        optional level: String,
        /// What it counts.
        required measure: Measure,
        /// How often.
        or(Per::Total) per: Per,
        /// How much.
        required at_least: f64,
        /// Of what: `%`, `mô hình/xã`.
        optional unit: String,
        /// What was measured, for a manual target.
        list values: TargetValue,
    }
}

fields! {
    /// One measured value.
    pub struct TargetValue {
        /// The year.
        required year: Year,
        /// Where, by id; nothing for the province as a whole.
        optional locality: String,
        /// How much.
        required value: f64,
    }
}
