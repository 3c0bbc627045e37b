// SPDX-License-Identifier: Apache-2.0
/// \file
/// Input files with their refusals; output files by write, sync and rename.
#include "cli/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <istream>

#include "cli/nearest.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

std::string read_all(std::istream& in, const std::string& place) {
  std::string text;
  std::array<char, 65536> buffer{};
  while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (static_cast<std::int64_t>(text.size()) <= most_input_bytes) continue;
    throw InputError("file-oversized", place,
                     "more than " + std::to_string(most_input_bytes) + " bytes",
                     "at most " + std::to_string(most_input_bytes) + " bytes");
  }
  if (in.bad()) throw InputError("file-unreadable", place, "a read error", "a readable file");
  return text;
}

/// Bytes that no text file holds: control characters other than white space.
bool is_binary(unsigned char byte) {
  return byte == 0x7f || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r');
}

void require_text(const std::string& text, const std::string& place) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw InputError("file-empty", place, text.empty() ? "an empty file" : "only white space",
                     "a text with content");
  }
  if (text.starts_with("\x93NUMPY")) return;  // a matrix of NumPy: a claim may read it
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_binary(static_cast<unsigned char>(text[i]))) continue;
    throw InputError("file-binary", place + ", byte " + std::to_string(i),
                     "the control character " + std::to_string(text[i]), "a text file");
  }
}

[[noreturn]] void refuse_output(const std::filesystem::path& path, int error) {
  throw InputError("output-unwritable", path.string(), std::strerror(error),
                   "a file that can be written");
}

/// Writes everything to a descriptor and syncs it. \returns 0 or the errno
int write_and_sync(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? 0 : errno;
}

}  // namespace

std::string read_bytes(const std::string& path, std::istream& standard_input) {
  if (path == "-") return read_all(standard_input, "standard input");
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found || path.empty()) {
    throw InputError("file-missing", in_quotes(path), "no such file", "a text file");
  }
  if (std::filesystem::is_directory(status)) {
    throw InputError("file-unreadable", path, "a folder", "a text file");
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) throw InputError("file-unreadable", path, std::strerror(errno), "a readable file");
  return read_all(in, path);
}

std::string read_text(const std::string& path, std::istream& standard_input) {
  std::string text = read_bytes(path, standard_input);
  require_text(text, path == "-" ? "standard input" : path);
  return text;
}

namespace {

/// A new file beside `path`, which is or may become a plain file. \returns its descriptor
int draft_beside(const std::filesystem::path& path, std::string& temporary) {
  std::error_code ignored;
  if (path.empty() || std::filesystem::is_directory(path, ignored)) {
    throw InputError("output-unwritable", in_quotes(path.string()), "a folder", "a file");
  }
  const bool is_there = std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
  if (is_there &&
      !std::filesystem::is_regular_file(std::filesystem::symlink_status(path, ignored))) {
    // A file put in the place of a device or a link would destroy it.
    throw InputError("output-unwritable", in_quotes(path.string()), "a device, pipe or link",
                     "a file");
  }
  temporary = path.string() + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) refuse_output(path, errno);
  return descriptor;
}

}  // namespace

void require_writable(const std::filesystem::path& path) {
  std::string temporary;
  const int descriptor = draft_beside(path, temporary);
  ::close(descriptor);
  ::unlink(temporary.c_str());
}

void write_atomically(const std::filesystem::path& path, std::string_view text) {
  std::string temporary;
  const int descriptor = draft_beside(path, temporary);
  int error = write_and_sync(descriptor, text);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (error == 0 && ::fchmod(descriptor, 0666 & ~mask) != 0) error = errno;
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0) return;
  ::unlink(temporary.c_str());
  refuse_output(path, error);
}

}  // namespace attest::cli
