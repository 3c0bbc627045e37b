// SPDX-License-Identifier: Apache-2.0
/// \file
/// Input files that must be read, refused and survived; output that leaves the old file.
#include "cli/files.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <string>

#include "reference/number/error.hpp"
#include "tests/folder.hpp"

namespace attest::cli {
namespace {

namespace fs = std::filesystem;

/// Writes a file into a folder. \returns its path
std::string written(const Folder& folder, const std::string& name, const std::string& text) {
  std::ofstream(folder / name, std::ios::binary) << text;
  return folder.file(name);
}

std::ptrdiff_t files_in(const Folder& folder) {
  return std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator());
}

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.id();
  }
  return {};
}

std::string read_error(const std::string& path) {
  std::istringstream empty;
  return error_of([&] { static_cast<void>(read_text(path, empty)); });
}

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("texts come back byte for byte") {
  const Folder folder;
  std::istringstream input("3 4 0 5\n");
  for (const std::string text : {"x", "a\tb\r\nc", "caf\xc3\xa9\n"}) {
    CHECK(read_text(written(folder, "f", text), input) == text);
  }
  CHECK(read_text("-", input) == "3 4 0 5\n");
}

TEST_CASE("missing and empty and binary files and folders are refused") {
  const Folder folder;
  CHECK(read_error(folder.file("none")) == "file-missing");
  CHECK(read_error("") == "file-missing");
  CHECK(read_error(folder.file("")) == "file-unreadable");
  CHECK(read_error(written(folder, "empty", "")) == "file-empty");
  CHECK(read_error(written(folder, "blank", " \n\t\r\n")) == "file-empty");
  CHECK(read_error(written(folder, "zero", std::string("ab\0cd", 5))) == "file-binary");
  CHECK(read_error(written(folder, "matrix", std::string("\x93NUMPY\x01\0", 8))).empty());
  CHECK(read_error(written(folder, "elf",
                           "\x7f"
                           "ELF\x02\x01")) == "file-binary");
  CHECK(read_error("-") == "file-empty");
}

TEST_CASE("a file above 64 MiB is refused and one of 64 MiB is not") {
  const Folder folder;
  std::istringstream unused;
  std::string text(static_cast<std::size_t>(most_input_bytes), 'x');
  const std::string path = written(folder, "large", text);
  CHECK(read_text(path, unused).size() == text.size());
  std::ofstream(path, std::ios::app) << "y";
  CHECK(read_error(path) == "file-oversized");
  CHECK(read_error("/dev/zero") == "file-oversized");
}

TEST_CASE("a file is replaced as a whole and nothing is left beside it") {
  const Folder folder;
  const std::string path = written(folder, "out", "old");
  write_atomically(path, "new and longer");
  CHECK(content(path) == "new and longer");
  write_atomically(folder.file("fresh"), "");
  CHECK(content(folder.file("fresh")).empty());
  CHECK(files_in(folder) == 2);
}

TEST_CASE("output that cannot be written is refused and the old file stays") {
  const Folder folder;
  CHECK(error_of([] { write_atomically("/nonexistent/folder/out", "x"); }) == "output-unwritable");
  CHECK(error_of([&] { write_atomically(folder.file("."), "x"); }) == "output-unwritable");
  CHECK(error_of([] { write_atomically("", "x"); }) == "output-unwritable");
  CHECK(error_of([] { write_atomically("/dev/full/x", "x"); }) == "output-unwritable");
  CHECK(error_of([] { write_atomically("/proc/attest", "x"); }) == "output-unwritable");
  CHECK(files_in(folder) == 0);
}

}  // namespace
}  // namespace attest::cli
