//! Every dependency has a licence that a program under MIT or Apache-2.0 may ship with.

use std::process::Command;

use serde_json::Value;

/// Licences that may stand in a dependency's expression; one side of an `OR` is enough, both of an `AND` are needed.
const ALLOWED: [&str; 11] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unlicense",
    "Unicode-3.0",
    "0BSD",
    "BSL-1.0",
];

#[test]
fn every_dependency_has_an_allowed_licence() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    assert!(packages.len() > 20, "only {} packages were looked at", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !allowed(package["license"].as_str().unwrap_or("")))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

fn allowed(expression: &str) -> bool {
    let clean = expression.replace(['(', ')'], " ").replace('/', " OR ");
    clean.split(" AND ").all(|needed| needed.split(" OR ").any(|licence| ALLOWED.contains(&licence.trim())))
}
