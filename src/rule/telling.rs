//! The words that tell something of the figures near them, of whatever rule: that they are denied, a part, out of date.

use crate::words::lexicon::{Lexicon, ListId, WordId};

/// What words tell of the figures near them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// Right before a figure: there are not so many.
    Denying,
    /// Right before a figure: it is a part of what was told ("another", "the other").
    Partial,
    /// Right after a figure: it is the share of each.
    Shares,
    /// After a figure: it comes on top.
    Adding,
    /// Near a figure: it may come to be.
    Supposing,
    /// Near a figure: it was told and is out of date.
    Superseding,
    /// Before what supersedes: it was only told before.
    Restating,
    /// Anywhere in the sentence: it is of another place or time.
    Elsewhere,
}

/// Each list has a bit of a word.
const _: () = assert!(Told::LISTS.len() <= u16::BITS as usize);

impl Told {
    /// All of them with their word lists.
    pub(crate) const LISTS: [(Told, &'static str); 8] = [
        (Told::Denying, "denying"),
        (Told::Partial, "partial"),
        (Told::Shares, "shares"),
        (Told::Adding, "adding"),
        (Told::Supposing, "supposing"),
        (Told::Superseding, "superseding"),
        (Told::Restating, "restating"),
        (Told::Elsewhere, "elsewhere"),
    ];
}

/// By word what it may tell, so that most words are done with at one look.
#[derive(Clone, Debug, Default)]
pub(crate) struct Telling {
    /// By word: a bit for each place in `lists` whose list has an entry that begins with it.
    words: Vec<u16>,
    lists: Vec<(Told, ListId)>,
}

impl Telling {
    /// Cost: linear in the words of the lexicon and the lists that they are of.
    pub(super) fn of(lexicon: &Lexicon) -> Telling {
        let lists: Vec<(Told, ListId)> =
            Told::LISTS.iter().filter_map(|(told, name)| Some((*told, lexicon.list(name)?))).collect();
        let place = |list: &ListId| lists.iter().position(|(_, known)| known == list);
        let mut places = vec![0; lexicon.list_names().len()];
        for (at, places) in places.iter_mut().enumerate() {
            *places = u16::try_from(at).ok().and_then(|at| place(&ListId(at))).map_or(0, |place| 1 << place);
        }
        let bits = |lists: &[ListId]| {
            let each = lists.iter().map(|list| places.get(usize::from(list.0)).copied().unwrap_or(0));
            each.fold(0, |all: u16, bit| all | bit)
        };
        Telling { words: lexicon.entries().from.all().map(bits).collect(), lists }
    }

    /// What a word may tell, with the list of which it begins an entry.
    pub(crate) fn by(&self, word: WordId) -> impl Iterator<Item = (Told, ListId)> {
        let bits = self.words.get(word.0 as usize).copied().unwrap_or(0);
        let each = if bits == 0 { &[][..] } else { &self.lists };
        (0..).zip(each).filter(move |(place, _)| bits >> place & 1 == 1).map(|(_, list)| *list)
    }
}
