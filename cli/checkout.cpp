// SPDX-License-Identifier: Apache-2.0
/// \file
/// Walks up from the current folder and from the program's file.
#include "cli/checkout.hpp"

#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

namespace fs = std::filesystem;

bool is_checkout(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "CMakeLists.txt", error) &&
         fs::is_directory(folder / "claims", error) &&
         fs::is_regular_file(folder / "registry" / "registry.hpp", error);
}

/// The nearest checkout at or above `folder`; empty if there is none.
fs::path above(fs::path folder) {
  while (!folder.empty()) {
    if (is_checkout(folder)) return folder;
    const fs::path parent = folder.parent_path();
    if (parent == folder) break;
    folder = parent;
  }
  return {};
}

}  // namespace

fs::path checkout() {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  fs::path found = above(here);
  if (found.empty()) found = above(fs::read_symlink("/proc/self/exe", error).parent_path());
  if (!found.empty()) return found;
  throw InputError("checkout-missing", here.string(), "no checkout here or above",
                   "a folder inside a checkout (or --ledger FILE, --out DIR)");
}

fs::path default_ledger() { return checkout() / ".attest" / "ledger.db"; }

}  // namespace attest::cli
