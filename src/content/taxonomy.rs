//! The five lists of `content/taxonomies/`.

use crate::content::contact::{Email, Officer, Phone};
use crate::value::{Id, Link, When};
use crate::yaml::Node;
use crate::yaml::declare::{choices, fields};

fields! {
    /// A category (chuyên mục); categories are a tree.
    pub struct CategoryFields {
        /// Its id.
        required id: Id,
        /// Its name.
        required name: String,
        /// Its name in English.
        optional name_en: String,
        /// One sentence.
        optional description: String,
        /// The same in English.
        optional description_en: String,
        /// The categories below it.
        list children: CategoryFields,
        /// Anything, for themes.
        optional extra: Node,
    }
}

fields! {
    /// A field of models (lĩnh vực).
    pub struct FieldFields {
        /// Its id.
        required id: Id,
        /// Its name.
        required name: String,
        /// Its name in English.
        optional name_en: String,
        /// Anything, for themes.
        optional extra: Node,
    }
}

choices! {
    /// Level of an administrative unit.
    pub enum LocalityLevel {
        /// Province or city below the centre.
        Province = "province",
        /// District (until 30 June 2025).
        District = "district",
        /// Commune, ward or township.
        Commune = "commune",
    }
}

fields! {
    /// An administrative unit (địa bàn) in a span of time.
    pub struct LocalityFields {
        /// Its id.
        required id: Id,
        /// Its code in the national list.
        optional code: String,
        /// Its name.
        required name: String,
        /// Its name in English.
        optional name_en: String,
        /// Its level.
        required level: LocalityLevel,
        /// The unit it belongs to, by id.
        optional parent: String,
        /// Its first day.
        optional since: When,
        /// Its last day.
        optional until: When,
        /// What became of it.
        list successors: Successor,
        /// Anything, for themes.
        optional extra: Node,
    }
}

fields! {
    /// A unit that took over another one, or a part of it.
    pub struct Successor {
        /// The unit, by id.
        required id: String,
        /// Whether it took all of it.
        or(true) whole: bool,
    }
}

choices! {
    /// What an organization belongs to.
    pub enum OrganizationKind {
        /// The Party.
        Party = "party",
        /// Government.
        Government = "government",
        /// The Fatherland Front and its members.
        Front = "front",
        /// A union or association.
        Union = "union",
        /// Army, police, border guard.
        ArmedForces = "armed_forces",
        /// A company or cooperative.
        Enterprise = "enterprise",
        /// Something else.
        Other = "other",
    }
}

fields! {
    /// An organization (đơn vị) in a span of time.
    pub struct OrganizationFields {
        /// Its id.
        required id: Id,
        /// Its name.
        required name: String,
        /// Its name in English.
        optional name_en: String,
        /// Its short name.
        optional short: String,
        /// What it belongs to, by id.
        optional parent: String,
        /// Where it is, by id.
        optional locality: String,
        /// What kind of organization it is.
        required kind: OrganizationKind,
        /// Its own site.
        optional url: Link,
        /// Its postal address.
        optional address: String,
        /// Its telephone number.
        optional phone: Phone,
        /// Its fax number.
        optional fax: Phone,
        /// Its e-mail address.
        optional email: Email,
        /// Who leads it.
        optional head: Officer,
        /// Who answers questions.
        optional contact: Officer,
        /// Its first day.
        optional since: When,
        /// Its last day.
        optional until: When,
        /// The organizations that took over, by id.
        list successors: String,
        /// Anything, for themes.
        optional extra: Node,
    }
}
