// SPDX-License-Identifier: Apache-2.0
/// \file
/// Puts the files of a report into a folder, all of them or none.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace attest::site {

/// The file that marks a folder as a report of ours.
inline constexpr const char* marker_name = ".attest-report";

/// Refuses a folder that must not be replaced, because the marker in it does not list a file in it,
/// and one that could not be written: before anything is checked for it.
/// \throws InputError output-foreign, output-unwritable
void require_replaceable(const std::filesystem::path& folder);

/// Writes the files, whose names may hold one folder, into a new folder beside `folder` and swaps
/// the two; the old report is removed.
/// \throws InputError output-foreign, output-unwritable; `folder` is then as it was
void publish(const std::filesystem::path& folder, const std::map<std::string, std::string>& files);

}  // namespace attest::site
