//! From the paths of the command line to documents, in order, without holding more than a few of them.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{Walk, WalkBuilder};

use super::args::{InputArgs, ReadAs};
use super::input::{Sort, decode, read_file, read_stdin, sort_of};
use super::records::{Line, next_line, parse};
use super::terminal::{reason, unreadable};
use crate::report::tame;
use crate::source::{FileOffsets, Format, Source};

/// Something to be done: reading a document, or telling why one cannot be.
pub(super) enum Job {
    /// A file that is one document.
    File(PathBuf, Format),
    /// Standard input that is one document.
    Stdin(Format),
    /// A line of a stream of documents, with its number from 1.
    Record(Arc<str>, usize, Line),
    /// What could not be read, and why.
    Problem(String),
    /// Something worth knowing that is no mistake.
    Note(String),
}

/// A document as it was read, with where it came from.
pub(super) struct Loaded {
    pub(super) path: String,
    pub(super) document: String,
    pub(super) record: Option<usize>,
    pub(super) offsets: Option<FileOffsets>,
    pub(super) source: Source,
    /// Whether it came with a date that is none.
    pub(super) bad_date: bool,
}

/// Records are gathered until there are this many, or this many bytes of them.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 8 << 20;

/// The jobs of a run, in the order of the paths.
pub(super) struct Jobs<'a> {
    args: &'a InputArgs,
    paths: std::slice::Iter<'a, PathBuf>,
    walk: Option<Folder>,
    stream: Option<Stream>,
    stdin_used: bool,
}

struct Folder {
    path: PathBuf,
    walk: Walk,
    found: bool,
}

struct Stream {
    path: Arc<str>,
    from: Box<dyn BufRead + Send>,
    line: usize,
}

impl<'a> Jobs<'a> {
    pub(super) fn new(args: &'a InputArgs) -> Jobs<'a> {
        Jobs { args, paths: args.paths.iter(), walk: None, stream: None, stdin_used: false }
    }

    /// The next few jobs; none at the end.
    pub(super) fn batch(&mut self) -> Vec<Job> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some(job) = self.next() else { break };
            if let Job::Record(_, _, Line::Whole(line)) = &job {
                bytes += line.len();
            }
            batch.push(job);
        }
        batch
    }

    fn next(&mut self) -> Option<Job> {
        loop {
            if let Some(job) = self.next_record() {
                return Some(job);
            }
            if let Some(job) = self.next_of_folder() {
                return job.into();
            }
            if self.stream.is_some() || self.walk.is_some() {
                continue;
            }
            let path = self.paths.next()?;
            if let Some(job) = self.open(path) {
                return Some(job);
            }
        }
    }

    /// What a path of the command line is; `None` if it has become a stream or a walk.
    fn open(&mut self, path: &Path) -> Option<Job> {
        let read_as = self.args.read_as;
        if path.as_os_str() == "-" {
            return self.open_stdin();
        }
        if path.is_dir() {
            self.walk = Some(Folder { path: path.to_owned(), walk: self.walker(path), found: false });
            return None;
        }
        let asked = read_as.map(|read_as| read_as.format().map_or(Sort::Records, Sort::Document));
        match sort_of(path).or(asked).unwrap_or(Sort::Document(Format::Plain)) {
            Sort::Document(format) => Some(Job::File(path.to_owned(), format)),
            Sort::Records => self.open_stream(path),
        }
    }

    fn open_stdin(&mut self) -> Option<Job> {
        if std::mem::replace(&mut self.stdin_used, true) {
            return Some(Job::Problem("standard input is given twice".to_owned()));
        }
        let name = stdin_name(self.args);
        let named = match sort_of(Path::new(name)) {
            Some(Sort::Records) => ReadAs::Jsonl,
            Some(Sort::Document(Format::Markdown)) => ReadAs::Markdown,
            Some(Sort::Document(Format::Html)) => ReadAs::Html,
            Some(Sort::Document(Format::Plain)) | None => ReadAs::Plain,
        };
        if let Some(format) = self.args.read_as.unwrap_or(named).format() {
            return Some(Job::Stdin(format));
        }
        let from = Box::new(BufReader::with_capacity(1 << 16, io::stdin()));
        self.stream = Some(Stream { path: Arc::from(name), from, line: 0 });
        None
    }

    fn open_stream(&mut self, path: &Path) -> Option<Job> {
        match File::open(path) {
            Ok(file) => {
                let from = Box::new(BufReader::with_capacity(1 << 16, file));
                self.stream = Some(Stream { path: Arc::from(path.to_string_lossy()), from, line: 0 });
                None
            }
            Err(error) => Some(Job::Problem(unreadable(&path.to_string_lossy(), &reason(&error)))),
        }
    }

    fn next_record(&mut self) -> Option<Job> {
        let stream = self.stream.as_mut()?;
        stream.line += 1;
        match next_line(stream.from.as_mut(), self.args.max_size) {
            Ok(Some(Line::Whole(line))) if stream.line == 1 && is_utf16(&line) => {
                let problem = unreadable(&stream.path, "this is UTF-16; a .jsonl file is UTF-8");
                self.stream = None;
                Some(Job::Problem(problem))
            }
            Ok(Some(line)) => Some(Job::Record(Arc::clone(&stream.path), stream.line, line)),
            Ok(None) => {
                self.stream = None;
                None
            }
            Err(error) => {
                let problem = unreadable(&stream.path, &reason(&error));
                self.stream = None;
                Some(Job::Problem(problem))
            }
        }
    }

    fn walker(&self, path: &Path) -> Walk {
        let heed = !self.args.no_ignore;
        let mut builder = WalkBuilder::new(path);
        if heed {
            builder.add_custom_ignore_filename(".crossfootignore");
        }
        builder
            .ignore(heed)
            .parents(heed)
            .git_ignore(heed)
            .git_global(heed)
            .git_exclude(heed)
            .require_git(false)
            .sort_by_file_name(Ord::cmp)
            .build()
    }

    /// The next file of the folder that is being walked, if it is one that is read.
    fn next_of_folder(&mut self) -> Option<Job> {
        let folder = self.walk.as_mut()?;
        loop {
            let Some(entry) = folder.walk.next() else {
                let (path, found) = (tame(&folder.path.to_string_lossy()), folder.found);
                self.walk = None;
                let note = format!("{path} has no .txt, .md, .html or .jsonl file");
                return (!found).then_some(Job::Note(note));
            };
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    // A folder that cannot be read is not one that has nothing to read.
                    folder.found = true;
                    return Some(Job::Problem(walk_problem(&folder.path, &error)));
                }
            };
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let Some(sort) = sort_of(entry.path()).filter(|_| is_file) else { continue };
            folder.found = true;
            let path = entry.path().strip_prefix("./").unwrap_or(entry.path()).to_owned();
            match sort {
                Sort::Document(format) => return Some(Job::File(path, format)),
                Sort::Records => return self.open_stream(&path),
            }
        }
    }
}

/// What is said of something below `root` that a walk could not read.
pub(super) fn walk_problem(root: &Path, error: &ignore::Error) -> String {
    let place = place_of(error).unwrap_or(root);
    let why = error.io_error().map_or_else(|| error.to_string(), reason);
    unreadable(&place.to_string_lossy(), &tame(&why))
}

fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        _ => None,
    }
}

/// Whether a first line has the byte order mark of UTF-16.
fn is_utf16(line: &[u8]) -> bool {
    line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff")
}

/// What standard input is called.
pub(super) fn stdin_name(args: &InputArgs) -> &str {
    args.stdin_name.as_deref().unwrap_or("<stdin>")
}

/// What comes of a job before anything is checked.
pub(super) enum Load {
    /// A document.
    Document(Box<Loaded>),
    /// Nothing: a blank line.
    Nothing,
    /// Something worth knowing.
    Note(String),
    /// Why there is no document.
    Problem(String),
}

/// Reads the document of a job.
pub(super) fn load(job: Job, args: &InputArgs) -> Load {
    let mut load = match job {
        Job::Problem(problem) => Load::Problem(problem),
        Job::Note(note) => Load::Note(note),
        Job::File(path, format) => {
            document(path.to_string_lossy().into_owned(), read_file(&path, args.max_size), format)
        }
        Job::Stdin(format) => document(stdin_name(args).to_owned(), read_stdin(args.max_size), format),
        Job::Record(path, number, line) => record(&path, number, &line, args.max_size),
    };
    if let Load::Document(loaded) = &mut load {
        loaded.source.date = loaded.source.date.or(args.date);
    }
    load
}

fn document(path: String, bytes: Result<Vec<u8>, String>, format: Format) -> Load {
    match bytes.and_then(decode) {
        Err(problem) => Load::Problem(unreadable(&path, &problem)),
        Ok(decoded) => Load::Document(Box::new(Loaded {
            document: path.clone(),
            path,
            record: None,
            offsets: Some(decoded.offsets),
            source: Source { text: decoded.text, title: None, format, date: None },
            bad_date: false,
        })),
    }
}

fn record(path: &str, number: usize, line: &Line, limit: u64) -> Load {
    match parse(line, limit) {
        Err(problem) => Load::Problem(format!("{}:{number}: {problem}", tame(path))),
        Ok(None) => Load::Nothing,
        Ok(Some(record)) => Load::Document(Box::new(Loaded {
            path: path.to_owned(),
            document: record.id.unwrap_or_else(|| format!("{path}:{number}")),
            record: Some(number),
            offsets: None,
            source: record.source,
            bad_date: record.bad_date,
        })),
    }
}
