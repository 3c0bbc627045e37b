// SPDX-License-Identifier: Apache-2.0
/// \file
/// How a report reaches the disk, and what it never overwrites.
#include "reports/site/publish.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include "reference/number/error.hpp"
#include "tests/folder.hpp"

namespace attest::site {
namespace {

namespace fs = std::filesystem;

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.id();
  }
  return {};
}

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("a report replaces the one before and leaves nothing else") {
  const Folder folder;
  const fs::path out = folder / "a" / "report";
  publish(out, {{"index.html", "one"}, {"old.html", "x"}, {"sums/rows.csv", "x"}});
  publish(fs::path(out.string() + "/"), {{"index.html", "two"}});
  CHECK(content(out / "index.html") == "two");
  CHECK_FALSE(fs::exists(out / "old.html"));
  CHECK_FALSE(fs::exists(out / "sums"));
  CHECK(std::distance(fs::directory_iterator(out.parent_path()), fs::directory_iterator()) == 1);
}

TEST_CASE("a folder that holds anything but an earlier report stays as it is") {
  const Folder folder;
  CHECK(error_of([&] { publish(folder / "new", {{"index.html", "x"}, {"a/b", "x"}}); }).empty());
  std::ofstream(folder / "new" / "a" / "mine") << "mine";
  CHECK(error_of([&] { publish(folder / "new", {}); }) == "output-foreign");
  fs::remove(folder / "new" / "a" / "mine");
  std::ofstream(folder / "new" / "notes.txt") << "mine";
  CHECK(error_of([&] { publish(folder / "new", {{"index.html", "y"}}); }) == "output-foreign");
  CHECK(content(folder / "new" / "index.html") == "x");
  fs::create_directory(folder / "other");
  std::ofstream(folder / "other" / "index.html") << "mine";
  CHECK(error_of([&] { publish(folder / "other", {}); }) == "output-foreign");
  CHECK(error_of([&] { publish(folder / "other" / "index.html", {}); }) == "output-foreign");
  CHECK(error_of([&] { publish(folder / "other" / "index.html" / "x", {}); }) ==
        "output-unwritable");
  CHECK(error_of([] { publish("/proc/attest/report", {}); }) == "output-unwritable");
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
}

TEST_CASE("an empty folder may become a report") {
  const Folder folder;
  fs::create_directory(folder / "empty");
  publish(folder / "empty", {{"index.html", "x"}});
  CHECK(content(folder / "empty" / "index.html") == "x");
}

}  // namespace
}  // namespace attest::site
