// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads every #include of the tree and compares it with the order of the rings.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/meta/tree.hpp"

namespace attest::meta {
namespace {

/// The rings right below each ring; what those include, the ring may include too.
const std::map<std::string, std::vector<std::string>>& rings_below() {
  static const std::map<std::string, std::vector<std::string>> below{
      {"reference/number", {}},
      {"reference/model", {"reference/number"}},
      {"reference/task", {"reference/number"}},
      {"reference/machine", {"reference/number"}},
      {"reference/protocol", {"reference/model", "reference/task", "reference/machine"}},
      {"reference/gadget", {"reference/model", "reference/task", "reference/machine"}},
      {"reference/engine", {"reference/model", "reference/task", "reference/machine"}},
      {"reference/check", {"reference/number"}},
      {"reference/derive",
       {"reference/check", "reference/model", "reference/engine", "reference/protocol",
        "reference/gadget"}},
      {"claims", {"reference/derive", "reference/task", "reference/machine"}},
      {"registry", {"claims"}},
      {"benchmarks", {"registry"}},
      {"reports/store", {"reference/check"}},
      {"reports/tool", {"reference/number"}},
      {"reports/prose", {"reference/number"}},
      {"reports/plot", {"reports/tool", "reports/prose"}},
      {"reports/diagram", {"reference/derive", "reports/prose"}},
      {"reports/site",
       {"registry", "reports/store", "reports/tool", "reports/prose", "reports/plot",
        "reports/diagram"}},
      {"cli", {"registry", "benchmarks", "reports/store", "reports/site"}},
      {"tests", {"cli"}},
  };
  return below;
}

/// Headers of others that are slow to compile or belong to one place: the folders whose .cpp files
/// may include them. No header of ours may, except the bridges of those folders.
const std::map<std::string, std::vector<std::string>>& owners() {
  static const std::vector<std::string> number{"reference/number", "tests"};
  static const std::vector<std::string> boost{"reference/number", "benchmarks", "tests"};
  static const std::vector<std::string> flint{"reference/number", "reference/protocol",
                                              "reference/engine", "benchmarks", "tests"};
  static const std::map<std::string, std::vector<std::string>> table{
      {"boost/", boost},
      {"gmp.h", number},
      {"mpfr.h", number},
      {"flint/", flint},
      {"arb", flint},
      {"arf.h", flint},
      {"mag.h", flint},
      {"acb", flint},
      {"Eigen/", {"reference/engine", "benchmarks", "tests"}},
      {"tbb/", {"reference/check", "reference/engine"}},
      {"oneapi/", {"reference/check", "reference/engine"}},
      {"nlohmann/",
       {"reference/model", "reference/machine", "reports/site", "reports/store", "cli", "tests"}},
      {"sqlite3.h", {"reports/store", "tests"}},
      {"expat.h", {"reference/task"}},
      {"CLI/", {"cli"}},
      {"fmt/", {"benchmarks", "cli", "reports/plot", "reports/site"}},
      {"benchmark/", {"benchmarks"}},
      {"graphviz/", {"reports/diagram"}},
      {"cgraph.h", {}},
      {"gvc.h", {}},
  };
  return table;
}

/// The ring that holds a path; empty where none does.
std::string ring_of(const std::string& path) {
  for (const auto& [ring, below] : rings_below()) {
    if (path.starts_with(ring + "/")) return ring;
  }
  return {};
}

/// Whether `upper` may include `lower`: it is the same ring or below, at any distance.
bool may_include(const std::string& upper, const std::string& lower) {
  if (upper == lower) return true;
  const std::vector<std::string>& below = rings_below().at(upper);
  return std::any_of(below.begin(), below.end(),
                     [&](const std::string& ring) { return may_include(ring, lower); });
}

/// claims/<id>/ of a path inside a claim; empty elsewhere.
std::string claim_folder(const std::string& path) {
  if (!path.starts_with("claims/")) return {};
  return path.substr(0, path.find('/', std::string("claims/").size()) + 1);
}

/// Whether a file is a `*_bridge.hpp`: it converts to the types of a library of others, so only
/// .cpp files of its own ring may include it.
bool is_bridge(const std::string& path) { return path.ends_with("_bridge.hpp"); }

/// What is wrong with including one of our headers, if anything is.
std::optional<std::string> judge_own(const std::string& from, const std::string& header) {
  const std::string upper = ring_of(from);
  const std::string lower = ring_of(header);
  if (upper.empty()) return "belongs to no ring";
  if (lower.empty())
    return "includes " + header + ", which is in no ring (paths start at the root)";
  if (!std::filesystem::exists(root() / header)) return "includes " + header + ", which is missing";
  if (!may_include(upper, lower)) return upper + " may not include " + header;
  if (is_bridge(header) && (upper != lower || !from.ends_with(".cpp"))) {
    return "only a .cpp file of " + lower + " may include " + header;
  }
  if (upper == "claims" && lower == "claims" && claim_folder(from) != claim_folder(header)) {
    return "a claim may not include another claim: " + header;
  }
  return std::nullopt;
}

/// What is wrong with including a header of others, if anything is.
std::optional<std::string> judge_foreign(const std::string& from, const std::string& header) {
  for (const auto& [prefix, folders] : owners()) {
    if (!header.starts_with(prefix)) continue;
    if (!from.ends_with(".cpp") && !is_bridge(from)) {
      return "only a .cpp file may include " + header;
    }
    if (std::none_of(folders.begin(), folders.end(),
                     [&](const std::string& folder) { return from.starts_with(folder + "/"); })) {
      return from.substr(0, from.rfind('/')) + " may not include " + header;
    }
  }
  return std::nullopt;
}

/// What is wrong with one line of a file, if anything is.
std::optional<std::string> judge_line(const std::string& from, std::string_view line) {
  constexpr std::string_view directive = "#include ";
  if (!line.starts_with(directive) || line.size() < directive.size() + 2) return std::nullopt;
  const char open = line[directive.size()];
  const std::size_t start = directive.size() + 1;
  const std::size_t end = line.find(open == '<' ? '>' : '"', start);
  const std::string header(line.substr(start, end - start));
  return open == '<' ? judge_foreign(from, header) : judge_own(from, header);
}

TEST_CASE("every include of the tree follows the order of the rings") {
  std::size_t includes = 0;
  for (const std::string& file : cpp_files()) {
    const std::vector<std::string> lines = lines_of(file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      includes += lines[i].starts_with("#include ") ? 1U : 0U;
      if (const auto wrong = judge_line(file, lines[i])) FAIL_CHECK(complaint(file, i, *wrong));
    }
  }
  CHECK(includes > 0);
}

TEST_CASE("an include that breaks the order of the rings is reported") {
  const std::string header = "tests/meta/tree.hpp";
  CHECK(judge_own("reference/number/integer.cpp", header));
  CHECK(judge_own("cli/main.cpp", header));
  CHECK_FALSE(judge_own("tests/meta/tree.cpp", header));
  CHECK(judge_own("tests/meta/tree.cpp", "tree.hpp"));
  CHECK(judge_own("tests/meta/tree.cpp", "tests/meta/missing.hpp"));
  CHECK_FALSE(may_include("reference/task", "reference/model"));
  CHECK_FALSE(may_include("reference/check", "reference/model"));
  CHECK_FALSE(may_include("claims", "registry"));
  CHECK(may_include("claims", "reference/number"));
  CHECK(may_include("cli", "reference/machine"));
}

TEST_CASE("a heavy header in a header or outside its folder is reported") {
  CHECK(judge_line("reference/number/integer.hpp", "#include <boost/multiprecision/gmp.hpp>"));
  CHECK_FALSE(judge_line("reference/number/integer.cpp", "#include <boost/version.hpp>"));
  CHECK_FALSE(judge_line("reference/number/gmp_bridge.hpp", "#include <gmp.h>"));
  CHECK(judge_line("reference/task/gmp_bridge.hpp", "#include <gmp.h>"));
  CHECK(judge_line("reference/model/circuit.cpp", "#include <flint/fmpz.h>"));
  CHECK(judge_line("reports/site/page.cpp", "#include <graphviz/cgraph.h>"));
  CHECK_FALSE(judge_line("reports/diagram/draw.cpp", "#include <graphviz/cgraph.h>"));
  CHECK_FALSE(judge_line("reference/number/integer.hpp", "#include <array>"));
}

TEST_CASE("every ring named below another is itself a ring") {
  for (const auto& entry : rings_below()) {
    for (const std::string& name : entry.second) {
      if (!rings_below().contains(name)) FAIL_CHECK(("no ring is called " + name));
    }
  }
}

}  // namespace
}  // namespace attest::meta
