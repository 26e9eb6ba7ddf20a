//! Figures: values with a unit, a source, a date and a confidence, in two readings.

use toml::Spanned;
use toml::de::DeValue;

use super::date::PartialDate;
use super::fields::{Fields, FileReader, FromToml, Kind, nested};
use super::packed::{Packed, Parcel, Unpacking, packed};
use super::problem::Place;
use super::shelf::Entry;
use super::text::Text;
use super::unit::Unit;
use super::words::words;

words! {
    /// Which reading of the figures counts.
    pub enum Edition: "edition" {
        /// What an audit of the sources found.
        Audited = "audited",
        /// What the article said.
        Article = "article",
    }
}

impl Edition {
    /// The one that is not this one.
    pub const fn other(self) -> Self {
        match self {
            Self::Audited => Self::Article,
            Self::Article => Self::Audited,
        }
    }
}

/// One of something for each edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PerEdition<T> {
    audited: T,
    article: T,
}

impl<T> PerEdition<T> {
    /// Makes the one of each edition, as far as that succeeds.
    ///
    /// # Errors
    /// Those of `of`, at the first one.
    pub fn try_from_fn<E>(mut of: impl FnMut(Edition) -> Result<T, E>) -> Result<Self, E> {
        Ok(Self { audited: of(Edition::Audited)?, article: of(Edition::Article)? })
    }

    /// The one of an edition.
    pub const fn get(&self, edition: Edition) -> &T {
        match edition {
            Edition::Audited => &self.audited,
            Edition::Article => &self.article,
        }
    }
}

words! {
    /// How well a reading is founded, best first.
    pub enum Confidence: "confidence" {
        /// Read in the issuing body's own publication.
        Primary = "primary",
        /// Read in somebody's transcription of it.
        Secondary = "secondary",
        /// Claimed somewhere, not found again.
        Unverified = "unverified",
        /// An opinion, to be argued about.
        Judgement = "judgement",
    }
}

/// One value of a figure, and what vouches for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The value, finite, in the figure's unit.
    pub value: f64,
    /// The id of its source.
    pub source: Text,
    /// When the source said so.
    pub date: PartialDate,
    /// How well it is founded.
    pub confidence: Confidence,
    /// What else there is to say.
    pub note: Option<Text>,
}

packed!(Reading { value, source, date, confidence, note });

impl FromToml for Reading {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        nested(value, key, file, |fields| {
            let value = fields.required("value");
            let source = fields.reference(Kind::Source, "source");
            let date = fields.required("date");
            let confidence = fields.required("confidence");
            let note = fields.optional("note");
            Some(Self { value: value?, source: source?, date: date?, confidence: confidence?, note })
        })
    }
}

/// At least one reading; that there is always one is why this is no pair of options. Few figures have both, and none of
/// the others is to be larger for it.
#[derive(Clone, Debug, PartialEq)]
enum Readings {
    Both { audited: Reading, article: Box<Reading> },
    Only(Edition, Reading),
}

/// Whether there are both, and then they, or else of which edition the only one is.
impl Packed for Readings {
    fn pack(&self, parcel: &mut Parcel) {
        matches!(self, Self::Both { .. }).pack(parcel);
        match self {
            Self::Both { audited, article } => {
                audited.pack(parcel);
                article.pack(parcel);
            }
            Self::Only(edition, reading) => {
                edition.pack(parcel);
                reading.pack(parcel);
            }
        }
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        Some(if bool::unpack(parcel)? {
            Self::Both { audited: Packed::unpack(parcel)?, article: Box::new(Packed::unpack(parcel)?) }
        } else {
            Self::Only(Packed::unpack(parcel)?, Packed::unpack(parcel)?)
        })
    }
}

/// A figure: one quantity that the program knows from somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its name for the program and for references: `web.fastify.rps`.
    pub id: Text,
    /// Its name for people.
    pub label: Text,
    /// The unit of its values and of the range.
    pub unit: Unit,
    /// Which statistic it is: median, mean, share of all respondents, …
    pub statistic: Text,
    /// Ids of the article's claims that it bears on.
    pub claims: Vec<Text>,
    /// The lower end of the plausible range.
    pub low: Option<f64>,
    /// The upper end of the plausible range.
    pub high: Option<f64>,
    /// What else there is to say.
    pub note: Option<Text>,
    /// Where it stands.
    pub place: Place,
    readings: Readings,
}

packed!(Figure { id, label, unit, statistic, claims, low, high, note, place, readings });

impl Figure {
    /// The reading that counts in an edition: its own or, for want of that, the one of the other edition.
    pub fn reading(&self, edition: Edition) -> &Reading {
        match (&self.readings, edition) {
            (Readings::Both { audited, .. }, Edition::Audited) => audited,
            (Readings::Both { article, .. }, Edition::Article) => article,
            (Readings::Only(_, reading), _) => reading,
        }
    }

    /// The reading that an edition has of its own.
    pub fn own_reading(&self, edition: Edition) -> Option<&Reading> {
        match &self.readings {
            Readings::Only(only, _) if *only != edition => None,
            Readings::Only(..) | Readings::Both { .. } => Some(self.reading(edition)),
        }
    }

    /// The value in an edition, in [`unit`](Self::unit).
    pub fn value(&self, edition: Edition) -> f64 {
        self.reading(edition).value
    }

    /// Whether both editions have a reading and the values are not the same.
    pub fn differs(&self) -> bool {
        matches!(&self.readings, Readings::Both { audited, article }
            if audited.value.total_cmp(&article.value).is_ne())
    }

    fn read_readings(fields: &mut Fields<'_, '_, '_>) -> Option<Readings> {
        let has_one = fields.has("audited") || fields.has("article");
        let audited = fields.optional("audited");
        let article = fields.optional("article");
        if !has_one {
            let remedy = "add `audited` or `article` = { value, source, date, confidence }";
            fields.problem("id", format!("the figure has no reading; {remedy}"));
        }
        match (audited, article) {
            (Some(audited), Some(article)) => Some(Readings::Both { audited, article: Box::new(article) }),
            (Some(audited), None) => Some(Readings::Only(Edition::Audited, audited)),
            (None, Some(article)) => Some(Readings::Only(Edition::Article, article)),
            (None, None) => None,
        }
    }

    /// The range goes with the audited reading where there is one: a value that the audit corrected may well lie
    /// outside of what is plausible.
    fn check_range(
        fields: &mut Fields<'_, '_, '_>,
        readings: &Readings,
        low: Option<f64>,
        high: Option<f64>,
    ) {
        let (edition, value) = match readings {
            Readings::Both { audited, .. } => (Edition::Audited, audited.value),
            Readings::Only(edition, reading) => (*edition, reading.value),
        };
        let (low, high) = (low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY));
        if low > high {
            fields.problem("low", format!("`low` = {low} is above `high` = {high}; swap or correct them"));
        } else if value < low {
            let message = format!("the {edition} value {value} is below `low` = {low}; correct one of them");
            fields.problem(edition.name(), message);
        } else if value > high {
            let message =
                format!("the {edition} value {value} is above `high` = {high}; correct one of them");
            fields.problem(edition.name(), message);
        }
    }
}

impl Entry for Figure {
    const KIND: Kind = Kind::Figure;

    fn key(&self) -> &str {
        &self.id
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self> {
        let id = fields.required("id");
        let label = fields.required("label");
        let unit = fields.required("unit");
        let statistic = fields.required("statistic");
        let claims = fields.references(Kind::Claim, "claims");
        let (low, high) = (fields.optional("low"), fields.optional("high"));
        let note = fields.optional("note");
        let readings = Self::read_readings(fields);
        if let Some(readings) = &readings {
            Self::check_range(fields, readings, low, high);
        }
        Some(Self {
            id: id?,
            label: label?,
            unit: unit?,
            statistic: statistic?,
            claims,
            low,
            high,
            note,
            place: fields.place(),
            readings: readings?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Catalog;
    use super::*;

    fn figure(readings: &str) -> Figure {
        let text = format!(
            "[[source]]\nid = 's'\npublisher = 'P'\ntitle = 'T'\nurl = 'https://example.org'\npublished = '2025'\n\
             [[figure]]\nid = 'f'\nlabel = 'F'\nunit = '%'\nstatistic = 'share'\n{readings}"
        );
        let catalog = Catalog::from_texts(&[("fixture.toml", text.as_str())]).unwrap();
        catalog.figure("f").unwrap().clone()
    }

    const AUDITED: &str =
        "audited = { value = 16.4, source = 's', date = '2025-07-29', confidence = 'secondary' }\n";
    const ARTICLE: &str =
        "article = { value = 13.24, source = 's', date = '2026', confidence = 'unverified' }\n";

    #[test]
    fn each_edition_has_its_reading() {
        let figure = figure(&format!("{AUDITED}{ARTICLE}"));
        assert_eq!(figure.reading(Edition::Audited).value.to_string(), "16.4");
        assert_eq!(figure.value(Edition::Article).to_string(), "13.24");
        for edition in Edition::ALL {
            assert_eq!(figure.own_reading(*edition), Some(figure.reading(*edition)));
        }
        assert!(figure.differs());
    }

    #[test]
    fn an_edition_without_a_reading_of_its_own_takes_the_other_one() {
        for (readings, own) in [(AUDITED, Edition::Audited), (ARTICLE, Edition::Article)] {
            let figure = figure(readings);
            assert_eq!(figure.own_reading(own), Some(figure.reading(own)));
            assert_eq!(figure.own_reading(own.other()), None);
            assert_eq!(figure.reading(own.other()), figure.reading(own));
            assert!(!figure.differs());
        }
    }

    #[test]
    fn the_range_is_that_of_the_audited_value() {
        let figure = figure(&format!("low = 15\nhigh = 18.5\n{AUDITED}{ARTICLE}"));
        assert_eq!((figure.low, figure.high), (Some(15.0), Some(18.5)));
    }
}
