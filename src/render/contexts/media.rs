//! Figures, films and recordings in bodies and above articles.

use crate::image::AttachedFile;
use crate::markdown::{Figure as FigureOf, Video as Film};
use crate::render::context::{Audio, Captions, Download, Figure, Video};
use crate::render::contexts::{Contexts, language_name};
use bantin_text::number;

impl<'r> Contexts<'r> {
    pub(super) fn figure(&self, figure: &'r FigureOf) -> Figure<'r> {
        Figure {
            images: figure.pictures.iter().map(|picture| self.image(picture)).collect(),
            caption: figure.caption.as_deref(),
            detail: figure.detail.as_deref(),
            credit: figure.credit.as_deref(),
        }
    }

    pub(super) fn video(&self, film: &'r Film) -> Video<'r> {
        let mut captions: Vec<_> = film
            .captions
            .iter()
            .map(|one| Captions {
                href: self.href(&one.path),
                language: one.language,
                name: language_name(one.language),
            })
            .collect();
        // The first ones are shown from the start.
        captions.sort_by_key(|one| one.language != self.language());
        Video {
            href: if film.local { self.href(&film.url) } else { film.url.clone() },
            local: film.local,
            title: film.title.as_deref(),
            poster: film.poster.as_ref().map(|poster| self.href(&poster.path)),
            captions,
            transcript: film.transcript.as_ref().map(|file| self.download(file)),
        }
    }

    pub(super) fn audio(
        &self,
        file: &AttachedFile,
        title: Option<&'r str>,
        transcript: Option<&AttachedFile>,
    ) -> Audio<'r> {
        Audio {
            href: self.href(&file.path),
            title,
            size: number::bytes(file.size, self.language()),
            transcript: transcript.map(|file| self.download(file)),
        }
    }

    fn download(&self, file: &AttachedFile) -> Download {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        Download {
            href: self.href(&file.path),
            format: name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_uppercase(),
            size: number::bytes(file.size, self.language()),
        }
    }
}
