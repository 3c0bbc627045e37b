// SPDX-License-Identifier: Apache-2.0
/// \file
/// Compares the generated registry with the folders of claims/.
#include "registry/registry.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/meta/tree.hpp"

namespace attest::meta {
namespace {

std::vector<std::string> claim_folders() {
  std::vector<std::string> ids;
  if (!std::filesystem::is_directory(root() / "claims")) return ids;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "claims")) {
    if (entry.is_directory()) ids.push_back(entry.path().filename().string());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

TEST_CASE("the registry holds exactly the folders of claims/ in their order") {
  std::vector<std::string> ids;
  for (const check::Claim& claim : registry::claims()) ids.push_back(claim.id);
  const std::vector<std::string> folders = claim_folders();
  REQUIRE(ids.size() == folders.size());
  for (std::size_t i = 0; i < ids.size(); ++i) CHECK(ids[i] == folders[i]);
}

TEST_CASE("every claim has a version of 16 hexadecimal digits of its own") {
  std::vector<std::string_view> versions;
  for (const check::Claim& claim : registry::claims()) {
    const std::string_view version = registry::version_of(claim.id);
    INFO(claim.id);
    CHECK(version.size() == 16);
    CHECK(version.find_first_not_of("0123456789abcdef") == std::string_view::npos);
    versions.push_back(version);
  }
  std::sort(versions.begin(), versions.end());
  CHECK(std::adjacent_find(versions.begin(), versions.end()) == versions.end());
}

TEST_CASE("a claim that this build lacks has no version") {
  CHECK(registry::version_of("no_such_claim").empty());
  CHECK(registry::version_of("").empty());
}

TEST_CASE("the build knows its commit and its compiler") {
  CHECK_FALSE(registry::commit().empty());
  CHECK(registry::compiler().find(' ') != std::string_view::npos);
}

TEST_CASE("a claim folder holds the parts of a claim and nothing else") {
  for (const std::string& id : claim_folders()) {
    for (const auto& entry : std::filesystem::directory_iterator(root() / "claims" / id)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(".")) continue;  // editors leave such files
      INFO("claims/", id, "/", name);
      CHECK((name == "README.md" || name == "inputs" || name.ends_with(".cpp") ||
             name.ends_with(".hpp")));
    }
  }
}

}  // namespace
}  // namespace attest::meta
