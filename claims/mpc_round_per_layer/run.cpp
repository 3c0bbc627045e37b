// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's trace of messages, replayed round by round through one layer.
#include <algorithm>
#include <charconv>
#include <utility>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/delivery.hpp"

namespace attest::mpc_round_per_layer {
namespace {

constexpr std::int64_t most_machines = 16;
constexpr std::int64_t most_messages = 3;
constexpr std::int64_t most_lines = 4096;
constexpr std::int64_t most_payload = 1000000;

/// One line of a trace.
struct Line {
  std::int64_t round = 0;
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::int64_t payload = 0;
  std::string place;
};

/// The four numbers of a line. \throws InputError trace-syntax
Line line_of(std::string_view text, const std::string& place) {
  Line line{.place = place};
  const char* at = text.data();
  const char* end = at + text.size();
  for (std::int64_t* field : {&line.round, &line.from, &line.to, &line.payload}) {
    const auto [next, error] = std::from_chars(at, end, *field);
    const bool is_last = field == &line.payload;
    const bool is_followed = is_last ? next == end : next != end && *next == ',';
    if (error != std::errc() || !is_followed || *field < 0) {
      throw InputError("trace-syntax", place, "'" + std::string(text.substr(0, 60)) + "'",
                       "round,from,to,payload");
    }
    at = is_last ? next : next + 1;
  }
  return line;
}

/// The lines of a trace. \throws InputError trace-syntax, trace-range, trace-order, trace-length,
/// trace-empty
std::vector<Line> lines_of(const check::RunRequest& request) {
  std::vector<Line> lines;
  std::string_view rest = request.text;
  for (std::int64_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty() || (number == 1 && text == "round,from,to,payload")) continue;
    Line line = line_of(text, request.place + ":" + std::to_string(number) + ":1");
    if (line.from < 1 || line.to < 1 || std::max(line.from, line.to) > most_machines ||
        line.payload > most_payload) {
      throw InputError("trace-range", line.place, std::string(text),
                       "machines 1 to " + std::to_string(most_machines) + ", payloads to " +
                           std::to_string(most_payload));
    }
    if (line.round < 1 || (!lines.empty() && line.round < lines.back().round)) {
      throw InputError("trace-order", line.place, "round " + std::to_string(line.round),
                       "rounds from 1, in increasing order");
    }
    lines.push_back(std::move(line));
    if (std::ssize(lines) > most_lines) {
      throw InputError("trace-length", request.place, "more lines",
                       "at most " + std::to_string(most_lines));
    }
  }
  if (lines.empty()) throw InputError("trace-empty", request.place, "no messages", "a trace");
  return lines;
}

/// The outboxes of each round that has messages, and the place of its first line.
std::vector<std::pair<std::string, machine::mpc::Outboxes>> rounds_in(
    const std::vector<Line>& lines, std::int64_t machines) {
  std::vector<std::pair<std::string, machine::mpc::Outboxes>> rounds;
  std::int64_t last = 0;
  for (const Line& line : lines) {
    if (std::max(line.from, line.to) > machines) {
      throw InputError("trace-range", line.place,
                       "machine " + std::to_string(std::max(line.from, line.to)),
                       "at most --set machines=" + std::to_string(machines));
    }
    if (line.round != last) {
      rounds.emplace_back(line.place, machine::mpc::Outboxes(static_cast<std::size_t>(machines)));
    }
    last = line.round;
    rounds.back().second[static_cast<std::size_t>(line.from - 1)].push_back(
        {.to = line.to, .payload = line.payload});
  }
  return rounds;
}

/// Least s of which every round is an s-relation, but no more than one above the most.
std::int64_t least_messages(
    const std::vector<std::pair<std::string, machine::mpc::Outboxes>>& rounds) {
  std::int64_t s = 1;
  for (const auto& [place, outboxes] : rounds) {
    while (s <= most_messages && !machine::mpc::is_relation(outboxes, s)) ++s;
  }
  return s;
}

Choices choices_of(const std::string& mutant) {
  if (mutant.empty()) return {};
  std::string names;
  for (const Wrong& wrong : wrong_choices()) {
    if (wrong.choices.points_less > 0) continue;  // what it does depends on N and s
    if (wrong.name == mutant) return wrong.choices;
    names += (names.empty() ? "" : ", ") + std::string(wrong.name);
  }
  derive::refuse_mutant(mutant, "one of " + names);
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  if (request.statement == "S1") return run_permutation(request);
  derive::require_taken(request, {.statements = {"S2", "S1"},
                                  .settings = {"machines", "messages"},
                                  .no_model = "the model of S2 belongs to a number of machines"});
  const std::vector<Line> lines = lines_of(request);
  std::int64_t largest = 1;
  for (const Line& line : lines) largest = std::max({largest, line.from, line.to});
  const std::int64_t machines =
      derive::integer_setting(request, "machines", 1, most_machines, largest);
  const auto rounds = rounds_in(lines, machines);
  const std::int64_t messages = derive::integer_setting(
      request, "messages", 1, most_messages, std::min(least_messages(rounds), most_messages));
  for (const auto& [place, outboxes] : rounds) {
    if (machine::mpc::is_relation(outboxes, messages)) continue;
    throw InputError("trace-relation", place, "a round of more messages a machine",
                     "at most " + std::to_string(messages) + " sent and received by each");
  }
  const model::Transformer model =
      router({.machines = machines, .messages = messages, .choices = choices_of(request.mutant)});
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  check::RunResult result{.input = request.place, .agrees = true};
  std::int64_t delivered = 0;
  for (const auto& [place, outboxes] : rounds) {
    const check::Case tokens = tokens_of(outboxes, messages);
    const std::vector<Rational> truth = task::delivery(messages).answer(tokens);
    try {
      const std::vector<Rational> found = evaluator.answer(tokens);
      for (std::size_t i = 0; i < truth.size(); ++i) {
        delivered += !truth[i].is_zero() && found[i] == truth[i] ? 1 : 0;
      }
      result.agrees = result.agrees && found == truth;
    } catch (const model::Undefined&) {  // a division by 0: only a broken model comes here
      result.agrees = false;
    }
  }
  const machine::mpc::Code code = machine::mpc::best_code(machines, messages);
  result.result_json =
      "{\"machines\":" + std::to_string(machines) + ",\"messages\":" + std::to_string(messages) +
      ",\"rounds\":" + std::to_string(rounds.size()) + ",\"sent\":" + std::to_string(lines.size()) +
      ",\"delivered\":" + std::to_string(delivered) + ",\"cells\":" + std::to_string(code.cells()) +
      "}";
  result.model = derive::facts_of(model);
  return {result};
}

}  // namespace attest::mpc_round_per_layer
