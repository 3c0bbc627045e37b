// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads the files that users give, and writes files so that a failure leaves the old one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>

namespace attest::cli {

/// Largest input that is read [bytes].
constexpr std::int64_t most_input_bytes = std::int64_t{64} << 20;

/// The bytes of the file at `path`, or of `standard_input` for "-"; there may be none.
/// \throws InputError file-missing, file-unreadable, file-oversized
[[nodiscard]] std::string read_bytes(const std::string& path, std::istream& standard_input);

/// The text of the file at `path`, or of `standard_input` for "-"; of binary files the matrices of
/// NumPy alone are let through.
/// \throws InputError file-missing, file-unreadable, file-oversized, file-empty, file-binary
[[nodiscard]] std::string read_text(const std::string& path, std::istream& standard_input);

/// Refuses a path that write_atomically would refuse now; nothing is left beside it.
/// \throws InputError output-unwritable
void require_writable(const std::filesystem::path& path);

/// Writes `text` to a new file beside `path`, flushes it to the disk and renames it to `path`.
/// \throws InputError output-unwritable; `path` is then as it was
void write_atomically(const std::filesystem::path& path, std::string_view text);

}  // namespace attest::cli
