// SPDX-License-Identifier: Apache-2.0
/// \file
/// Scans, the sorted list and the median of a user's list of integers.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/number/error.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

using task::Scan;

constexpr std::int64_t most_numbers = 256;  // 37 quadratic layers: a list this long takes seconds

/// One entry of the result.
struct Part {
  const char* name;
  model::Transformer model;
  task::Task task;
  std::vector<derive::NamedMutant> mutants;
  bool is_list = true;
};

/// The integers of the text; the brackets of a JSON array are read as blanks.
Matrix list_of_text(check::RunRequest request) {
  constexpr const char* blanks = " \t\r\n";
  const std::size_t open = request.text.find_first_not_of(blanks);
  const std::size_t close = request.text.find_last_not_of(blanks);
  if (open != std::string::npos && open < close && request.text[open] == '[' &&
      request.text[close] == ']') {
    request.text[open] = ' ';
    request.text[close] = ' ';
  }
  const std::vector<Integer> numbers = derive::integers_of(request, most_numbers);
  Matrix list(static_cast<int>(numbers.size()), 1);
  for (int i = 0; i < list.rows(); ++i) list(i, 0) = numbers[static_cast<std::size_t>(i)];
  return list;
}

std::vector<Part> parts_of(std::int64_t n, const Rational& bound, const Rational& largest) {
  const auto scan = [&](const char* name, Scan which) {
    return Part{.name = name,
                .model = scan_model(which, n, largest),
                .task = task::prefix_scan(which),
                .mutants = scan_mutants(which, largest)};
  };
  std::vector<Part> parts;
  parts.push_back({.name = "sorted",
                   .model = sort_model(n, bound),
                   .task = task::sorted(),
                   .mutants = sort_mutants(bound)});
  parts.push_back(scan("running_minimum", Scan::minimum));
  parts.push_back(scan("running_maximum", Scan::maximum));
  parts.push_back(scan("running_sum", Scan::sum));
  parts.push_back(scan("running_max_subarray", Scan::max_subarray));
  parts.push_back({.name = "median",
                   .model = median_model(n, bound),
                   .task = task::median(),
                   .mutants = median_mutants(bound),
                   .is_list = false});
  return parts;
}

/// Breaks every part that knows the mutant. \throws InputError mutant-unknown if none does
void break_parts(std::vector<Part>& parts, const std::string& name, const check::Params& params) {
  if (name.empty()) return;
  bool is_known = false;
  for (Part& part : parts) {
    try {
      part.model = derive::broken(part.model, name, part.mutants, params);
      is_known = true;
    } catch (const InputError&) {  // of another part
    }
  }
  if (!is_known) {
    derive::refuse_mutant(name, "a mutant of S1, S2 or S3, as `attest check --mutants` lists them");
  }
}

std::string json_of(const std::vector<Rational>& values, bool is_list) {
  if (!is_list) return derive::json_of(values.at(0));
  std::string list;
  for (const Rational& value : values) list += (list.empty() ? "" : ",") + derive::json_of(value);
  return "[" + list + "]";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S2"}, .no_model = "six models answer together"});
  const Matrix list = list_of_text(request);
  Rational bound = list(0, 0);
  Rational largest = 0;
  for (int i = 0; i < list.rows(); ++i) {
    bound = std::max(bound, list(i, 0));
    largest = std::max(largest, list(i, 0).abs());
  }
  std::vector<Part> parts = parts_of(list.rows(), bound, largest);
  break_parts(parts, request.mutant, {{"n", list.rows()}});
  check::RunResult result{.input = request.place, .agrees = true};
  for (const Part& part : parts) {
    result.result_json += (result.result_json.empty() ? "{\"" : ",\"") + std::string(part.name);
    try {
      const std::vector<Rational> found = model::answer(part.model, list, {});
      result.result_json += "\":" + json_of(found, part.is_list);
      result.agrees = result.agrees && found == part.task.answer(list);
    } catch (const model::Undefined&) {  // a tie: only a broken model comes here
      result.result_json += "\":null";
      result.agrees = false;
    }
  }
  result.result_json += "}";
  result.model = derive::facts_of(parts.front().model);
  return {result};
}

}  // namespace attest::positional_scans_and_sorting
