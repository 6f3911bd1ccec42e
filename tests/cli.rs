//! Plays the transcripts of `tests/cli`: files, a command, and what it prints and exits with.
//!
//! A transcript is a text file of sections, each under a line that begins with `-- `:
//!
//! - `-- file NAME`, `-- hex NAME`: a file in the folder that the commands run in, as it stands or in hexadecimal digits;
//!   `-- link NAME`: a file of the project copied there, its path on the next line;
//! - `-- env NAME=VALUE`: for all commands after it;
//! - `-- stdin`: what the next command reads;
//! - `-- run ARGUMENTS`: a command, its arguments parted by blanks, with `'` around one that holds blanks;
//! - `-- status N`, `-- stdout`, `-- stderr`: what it must come to.
//!
//! With `CROSSFOOT_BLESS=1` what the commands come to is written into the transcripts instead.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A line that begins with `-- `, and the lines under it.
struct Section {
    head: String,
    body: String,
}

#[test]
fn every_transcript_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the transcripts")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 20, "only {} transcripts", paths.len());
    let bless = std::env::var_os("CROSSFOOT_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in paths {
        let written = fs::read_to_string(&path).expect("a transcript").replace("\r\n", "\n");
        let played = play(&path, &written);
        if bless {
            fs::write(&path, &played).expect("a transcript that can be written");
        } else if played != written {
            wrong.push(format!("{}:\n{}", path.display(), difference(&written, &played)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Runs the commands of a transcript; the transcript as it would have to stand.
fn play(path: &Path, transcript: &str) -> String {
    let name = path.file_stem().expect("a name").to_string_lossy();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(&*name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder to run in");
    let mut out = String::new();
    let mut env = Vec::new();
    let mut stdin = String::new();
    let mut runs = 0;
    for Section { head, body } in sections(transcript) {
        let (kind, rest) = head.split_once(' ').unwrap_or((&head, ""));
        if matches!(kind, "status" | "stdout" | "stderr") {
            continue;
        }
        if !head.is_empty() {
            let _ = writeln!(out, "-- {head}");
        }
        out.push_str(&body);
        match kind {
            "" => {}
            "file" => put(&folder.join(rest), body.as_bytes()),
            "hex" => put(&folder.join(rest), &bytes(&body)),
            "link" => {
                let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(body.trim());
                put(&folder.join(rest), &fs::read(from).expect("a file of the project"));
            }
            "env" => {
                let (name, value) = rest.split_once('=').expect("NAME=VALUE");
                env.push((name.to_owned(), value.to_owned()));
            }
            "stdin" => stdin = body,
            "run" => {
                out.push_str(&run(&folder, rest, &env, &std::mem::take(&mut stdin)));
                runs += 1;
            }
            other => panic!("{}: no section is called {other:?}", path.display()),
        }
    }
    assert!(runs > 0, "{}: nothing is run", path.display());
    out
}

/// The sections of a transcript; what stands above the first has no head.
fn sections(transcript: &str) -> Vec<Section> {
    let mut out = vec![Section { head: String::new(), body: String::new() }];
    for line in transcript.split_inclusive('\n') {
        match line.strip_prefix("-- ") {
            Some(head) => out.push(Section { head: head.trim().to_owned(), body: String::new() }),
            None => out.last_mut().expect("a section").body.push_str(line),
        }
    }
    out
}

fn put(path: &Path, content: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, content).expect("a file");
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.split_whitespace().map(|pair| u8::from_str_radix(pair, 16).expect("two hexadecimal digits")).collect()
}

/// Runs one command; its status and what it printed, as sections.
fn run(folder: &Path, arguments: &str, env: &[(String, String)], stdin: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossfoot"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "GITHUB_ACTIONS", "CI"] {
        command.env_remove(name);
    }
    command.current_dir(folder).args(words(arguments)).envs(env.iter().map(|(k, v)| (k, v)));
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("the program");
    // A command that reads nothing may have ended by now.
    let _ = child.stdin.take().expect("its input").write_all(stdin.as_bytes());
    let done = child.wait_with_output().expect("its output");
    let status = done.status.code().expect("an exit status");
    let mut out = format!("-- status {status}\n");
    for (name, bytes) in [("stdout", done.stdout), ("stderr", done.stderr)] {
        let text = String::from_utf8(bytes).expect("UTF-8").replace('\x1b', "␛");
        if !text.is_empty() {
            let end = if text.ends_with('\n') { "" } else { "\n" };
            let _ = write!(out, "-- {name}\n{text}{end}");
        }
    }
    out
}

/// The arguments of a command, as a shell would part them.
fn words(arguments: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (i, part) in arguments.split('\'').enumerate() {
        if i % 2 == 1 {
            out.push(part.to_owned());
        } else {
            out.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    out
}

/// The first lines that differ.
fn difference(written: &str, played: &str) -> String {
    let mut pairs = written.lines().zip(played.lines().chain(std::iter::repeat("(nothing)")));
    match pairs.find(|(a, b)| a != b) {
        Some((a, b)) => format!("  expected: {a}\n  but was:  {b}"),
        None => "  more is printed than the transcript holds".to_owned(),
    }
}
