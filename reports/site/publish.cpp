// SPDX-License-Identifier: Apache-2.0
/// \file
/// Writes a report beside the old one and swaps them.
#include "reports/site/publish.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <set>

#include "reference/number/error.hpp"

namespace attest::site {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& found) {
  throw InputError("output-unwritable", path.string(), found, "a folder that can be written");
}

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.flush();
  if (!out) refuse(path, std::strerror(errno));
}

constexpr const char* marker_head = "attest.report/1";

/// The files that the marker of an earlier report lists, itself included; empty without a marker.
std::set<std::string> listed_files(const fs::path& folder) {
  std::ifstream in(folder / marker_name);
  std::string line;
  if (!std::getline(in, line) || line != marker_head) return {};
  std::set<std::string> names{marker_name};
  while (std::getline(in, line)) {
    names.insert(line);
    names.insert(fs::path(line).parent_path().string());  // "fonts" of fonts/NAME
  }
  return names;
}

/// Removes a folder when it goes out of scope, unless it is kept.
class Temporary {
 public:
  explicit Temporary(fs::path path) : path_(std::move(path)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Puts `fresh` in the place of `folder`; afterwards `fresh` holds the old folder, or is gone.
void swap_in(const fs::path& fresh, const fs::path& folder) {
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0) return;
  std::error_code error;
  if (!fs::exists(folder, error)) {
    fs::rename(fresh, folder, error);
    if (error) refuse(folder, error.message());
    return;
  }
  // A file system without exchange: two renames, the first undone if the second fails.
  const fs::path aside = fresh.string() + ".old";
  fs::rename(folder, aside, error);
  if (error) refuse(folder, error.message());
  fs::rename(fresh, folder, error);
  if (error) {
    std::error_code ignored;
    fs::rename(aside, folder, ignored);
    refuse(folder, error.message());
  }
  fs::rename(aside, fresh, error);
}

/// Makes a folder in the nearest folder above that exists, and takes it away again.
void require_writable_beside(const fs::path& folder) {
  std::error_code error;
  fs::path above = fs::absolute(folder).lexically_normal();
  do {
    above = above.parent_path();
  } while (!fs::exists(above, error) && above != above.root_path());
  std::string probe = (above / ".attest.XXXXXX").string();
  if (::mkdtemp(probe.data()) == nullptr) refuse(folder, std::strerror(errno));
  fs::remove(probe, error);
}

}  // namespace

void require_replaceable(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  require_writable_beside(folder);
  if (status.type() == fs::file_type::not_found) return;
  if (!fs::is_directory(status)) {
    throw InputError("output-foreign", folder.string(), "a file", "a folder, or nothing");
  }
  const std::set<std::string> ours = listed_files(folder);
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().lexically_relative(folder).string();
    if (ours.contains(name)) continue;
    throw InputError("output-foreign", folder.string(), "the foreign file " + name,
                     "an earlier report with nothing added, an empty folder, or nothing");
  }
  if (error) refuse(folder, error.message());
}

void publish(const fs::path& where, const std::map<std::string, std::string>& files) {
  fs::path folder = fs::absolute(where).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  require_replaceable(folder);
  std::error_code error;
  fs::create_directories(folder.parent_path(), error);
  if (error) refuse(folder.parent_path(), error.message());
  std::string name = folder.string() + ".XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) refuse(folder.parent_path(), std::strerror(errno));
  const Temporary fresh{fs::path(name)};
  fs::permissions(fresh.path(), fs::perms::owner_all | fs::perms::group_read |
                                    fs::perms::group_exec | fs::perms::others_read |
                                    fs::perms::others_exec);
  std::string listing = std::string(marker_head) + "\n";
  for (const auto& [file, text] : files) {
    fs::create_directories((fresh.path() / file).parent_path(), error);
    if (error) refuse(folder, error.message());
    write_file(fresh.path() / file, text);
    listing += file + "\n";
  }
  write_file(fresh.path() / marker_name, listing);
  swap_in(fresh.path(), folder);
}

}  // namespace attest::site
