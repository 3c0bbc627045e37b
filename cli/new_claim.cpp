// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest new-claim`: starts the folder of a claim.
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <ostream>

#include "cli/checkout.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/nearest.hpp"
#include "cli/skeleton.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

namespace fs = std::filesystem;

void require_id(const std::string& id) {
  constexpr std::size_t longest = 60;
  const bool is_word =
      id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  const bool is_id = !id.empty() && id.size() <= longest && is_word && id[0] >= 'a' &&
                     id[0] <= 'z' && id.back() != '_' && id.find("__") == std::string::npos;
  if (is_id && !is_keyword(id)) return;
  throw InputError("claim-id", "attest new-claim", in_quotes(id),
                   "a lower-case letter, then letters, digits and single underscores, at most " +
                       std::to_string(longest) + " in all, and no word of C++");
}

/// Writes the files into a new folder beside the claims and renames it, so that no half of a claim
/// ever stands among them.
void write_folder(const fs::path& folder, const std::map<std::string, std::string>& files) {
  std::error_code error;
  std::string temporary = (folder.parent_path().parent_path() / ".new-claim.XXXXXX").string();
  if (::mkdtemp(temporary.data()) == nullptr) {
    throw InputError("output-unwritable", folder.string(), std::strerror(errno),
                     "a checkout that can be written");
  }
  try {
    fs::permissions(temporary, fs::perms::owner_all | fs::perms::group_read |
                                   fs::perms::group_exec | fs::perms::others_read |
                                   fs::perms::others_exec);
    for (const auto& [name, text] : files) write_atomically(fs::path(temporary) / name, text);
    fs::rename(temporary, folder, error);
    if (error) {
      throw InputError("output-unwritable", folder.string(), error.message(),
                       "a folder that does not exist yet");
    }
  } catch (const InputError&) {
    fs::remove_all(temporary, error);
    throw;
  }
}

Exit run_new_claim(const Values& values, Context& context) {
  const std::string& id = values.word("ID");
  require_id(id);
  const fs::path folder = checkout() / "claims" / id;
  std::error_code error;
  if (fs::exists(fs::symlink_status(folder, error))) {
    throw InputError("claim-exists", "attest new-claim", folder.string(),
                     "an id that no claim has yet");
  }
  write_folder(folder, skeleton(id));
  context.out << folder.string() << "\n";
  return Exit::as_expected;
}

}  // namespace

Command new_claim_command() {
  return {
      .syntax = {.command = "new-claim",
                 .about = "Starts the folder of a claim; it builds, and its check says unknown.",
                 .example = "  attest new-claim uniform_attention_majority",
                 .arguments = {{"ID", "ID", "snake_case words that say what holds",
                                Takes::required_word}}},
      .run = run_new_claim};
}

}  // namespace attest::cli
