// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of arithmetic circuits and formulas that are accepted, refused with an id and a place, or
/// survived.
#include "reference/machine/netlist_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reference/number/error.hpp"

namespace attest::machine::netlist {
namespace {

std::vector<std::filesystem::path> files_of(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = ATTEST_SOURCE_DIR "/tests/inputs";
  for (const auto& entry : std::filesystem::directory_iterator(root / folder / "netlist")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

Listing parse_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return parse(text, "x.txt");
}

}  // namespace

TEST_CASE("every file of inputs/accept/netlist is read as a sound circuit") {
  for (const auto& path : files_of("accept")) {
    CAPTURE(path);
    const Listing listing = parse_file(path);
    CHECK_NOTHROW(validate(listing.netlist));
    CHECK_FALSE(listing.netlist.outputs.empty());
    for (const Run& run : listing.runs) {
      const std::vector<Rational> values = evaluate(listing.netlist, run.inputs);
      if (!run.expected) continue;
      for (std::size_t o = 0; o < run.expected->size(); ++o) {
        CHECK(values[static_cast<std::size_t>(listing.netlist.outputs[o])] == (*run.expected)[o]);
      }
    }
  }
}

TEST_CASE("every file of inputs/reject/netlist is refused with the id that begins its name") {
  for (const auto& path : files_of("reject")) {
    CAPTURE(path);
    const std::string name = path.filename().string();
    std::string id = "none";
    std::string place;
    try {
      static_cast<void>(parse_file(path));
    } catch (const InputError& error) {
      id = error.id();
      place = error.place();
      CHECK_FALSE(error.expected().empty());
    }
    CHECK(id == name.substr(0, name.find('.')));
    CHECK(place.starts_with("x.txt:"));
  }
}

TEST_CASE("every file of inputs/survive/netlist is refused or read without harm") {
  for (const auto& path : files_of("survive")) {
    CAPTURE(path);
    try {
      const Listing listing = parse_file(path);
      CHECK_FALSE(listing.netlist.nodes.empty());
    } catch (const InputError& error) {
      CHECK(error.id().starts_with("netlist-"));
    }
  }
}

TEST_CASE("a netlist is read gate by gate with its runs and their places") {
  const Listing listing = parse(
      "input x y # two\n\nhalf = const -1/2\ns = sum x y x\np = product s half\nt = sign p\n"
      "output t p\nat 3 1/4 gives -1 -25/8\n at 0 1.5\n",
      "x.net");
  REQUIRE(listing.netlist.nodes.size() == 6);
  CHECK(listing.netlist.nodes[1] == Node{.gate = Gate::input, .name = "y"});
  CHECK(listing.netlist.nodes[2] ==
        Node{.gate = Gate::constant, .constant = Rational(-1, 2), .name = "half"});
  CHECK(listing.netlist.nodes[3] == Node{.gate = Gate::sum, .sources = {0, 1, 0}, .name = "s"});
  CHECK(listing.netlist.nodes[4] == Node{.gate = Gate::product, .sources = {3, 2}, .name = "p"});
  CHECK(listing.netlist.outputs == std::vector<int>{5, 4});
  REQUIRE(listing.runs.size() == 2);
  CHECK(listing.runs[0].place == "x.net:8");
  CHECK(listing.runs[0].inputs == std::vector<Rational>{3, Rational(1, 4)});
  CHECK(listing.runs[0].expected == std::vector<Rational>{-1, Rational(-25, 8)});
  CHECK_FALSE(listing.runs[1].expected.has_value());
}

TEST_CASE("without an output line every gate is asked for") {
  CHECK(parse("a = const 1\nb = sum a a\n", "x").netlist.outputs == std::vector<int>{0, 1});
}

}  // namespace attest::machine::netlist
