// SPDX-License-Identifier: Apache-2.0
/// \file
/// What stands high and low, and what stays as it is.
#include "reports/prose/prose.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace attest::prose {
namespace {

/// "x[_i]": the runs with their levels in brackets.
std::string shown(std::string_view text, Spaces spaces = Spaces::kept) {
  std::string result;
  for (const Run& run : runs_of(text, spaces)) {
    result += run.level.empty() ? run.text : "[" + run.level + " " + run.text + "]";
  }
  return result;
}

TEST_CASE("powers stand high after letters and digits and brackets and signs") {
  CHECK(shown("6n^4, 2^(p-1), 2^-p, (3^L - 1)/2, 2^β") ==
        "6n[^ 4], 2[^ p−1], 2[^ −p], (3[^ L] − 1)/2, 2[^ β]");
  CHECK(shown("|res|^4, b'^2, (t - l)^2") == "|res|[^ 4], b'[^ 2], (t − l)[^ 2]");
}

TEST_CASE("what stands inside braces may have small letters of its own") {
  CHECK(shown("2^{ij}") == "2[^ ij]");
  CHECK(shown("2^{x_i x_j}") == "2[^ x][^_ i][^  x][^_ j]");
}

TEST_CASE("letters stand low after one letter and after words of mathematics") {
  CHECK(shown("x_i, R_uj, Match3(X)_i, 1_y, b'_i") ==
        "x[_ i], R[_ uj], Match3(X)[_ i], 1[_ y], b'[_ i]");
  CHECK(shown("hop_k, log_3 d, dim_k, acc_j, hop_12") ==
        "hop[_ k], log[_ 3] d, dim[_ k], acc[_ j], hop[_ 12]");
}

TEST_CASE("a minus stands before a number and a hyphen inside a word") {
  CHECK(shown("(s^2-1)(k-1), n-1, -p, = -2") == "(s[^ 2]−1)(k−1), n−1, −p, = −2");
  CHECK(shown("one-hot 2-subsets, b-bit, P1-P4, 0-1 words") ==
        "one-hot 2-subsets, b-bit, P1-P4, 0-1 words");
}

TEST_CASE("names stay as they are written") {
  for (const char* name : {"k_hop_log_depth", "match_two", "is_one", "phi_q", "above_1",
                           "word_bits", "S1.max_subarray", "lo_on[0]", "a_", "^x", "2^"}) {
    CHECK(shown(name) == name);
  }
}

TEST_CASE("spaces between numbers are kept where a row of numbers is meant") {
  CHECK(shown("2 124 356", Spaces::kept) == "2 124 356");
  CHECK(shown("2 124 cases", Spaces::set) ==
        "2" + std::string(narrow_space) + "124" + std::string(fixed_space) + "cases");
}

TEST_CASE("a change of level closes what is left and opens what is entered") {
  CHECK(change_of("^_", "^").closed == "_");
  CHECK(change_of("^_", "^").opened.empty());
  CHECK(change_of("", "^_").opened == "^_");
  CHECK(change_of("^_", "_").closed == "_^");
  CHECK(change_of("^_", "_").opened == "_");
}

}  // namespace
}  // namespace attest::prose
