// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claims: a folder of claims/, its statements and how it runs on a user's input.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/number/function.hpp"

namespace attest::check {

/// One result of `attest run` on one input of a user.
struct RunResult {
  std::string input;        ///< name of the input inside the file, or the file's
  std::string result_json;  ///< an object, as the claim documents it
  bool agrees = false;      ///< with the ground truth
  bool is_decided = true;   ///< else `agrees` is false and says nothing: the precision ran out
  std::map<std::string, std::int64_t> model;  ///< layers, heads, width, nonzeros
};

/// Loops of a run that are told one by one.
struct RunTrace {
  std::int64_t from = 1;  ///< number of the first [1-based]
  std::int64_t to = std::numeric_limits<std::int64_t>::max();
  Function<void(std::string_view)> write;  ///< takes the text of each, in order

  [[nodiscard]] bool includes(std::int64_t loop) const {
    return write && from <= loop && loop <= to;
  }
};

/// What `attest run` was given.
struct RunRequest {
  std::string text;                             ///< the file's bytes
  std::string place;                            ///< its name, for messages
  std::map<std::string, std::string> settings;  ///< --set name=value
  std::string statement;                        ///< --statement; empty: the claim's default
  std::optional<std::int64_t> max_steps;
  std::string mutant;      ///< --mutant; empty: none
  std::string model_text;  ///< --model file's text; empty: the built construction
  std::string model_place;
  /// --input: what a program that runs reads; nothing: the option was not given.
  std::optional<std::string> input = {};
  /// Takes what a program that runs writes; may be empty.
  Function<void(std::string_view)> output = {};
  std::optional<RunTrace> trace = {};  ///< --trace
  Function<bool()> is_interrupted;
  /// Told how many of the inputs of a file are done; may be empty.
  Function<void(std::int64_t done, std::int64_t total)> progress = {};
};

/// A claim: a folder of claims/.
struct Claim {
  std::string id;
  std::string title;
  std::string paper;
  std::string arxiv;
  std::string family;
  std::string bibtex;
  std::vector<Statement> statements;
  std::vector<Series> series;
  /// Runs the constructions on a user's input; empty where it takes none. \throws InputError
  Function<std::vector<RunResult>(const RunRequest&)> run;
  std::string run_help;  ///< what the input looks like and which settings there are
};

}  // namespace attest::check

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::check::Line>;
extern template class std::vector<attest::check::Series>;
extern template class std::vector<attest::check::RunResult>;
