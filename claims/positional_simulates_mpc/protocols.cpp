// SPDX-License-Identifier: Apache-2.0
/// \file
/// Several rounds of several messages: Benes stages whose settings are given, and local work.
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/case_space_size.hpp"
#include "reference/derive/positional.hpp"
#include "reference/derive/resources.hpp"
#include "reference/machine/mpc.hpp"
#include "reference/number/contract.hpp"

namespace attest::positional_simulates_mpc {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

/// The rows of a case: payloads, then the permutations of all rounds and words, round by round.
check::Case rows_of(const Protocol& protocol, const std::vector<std::int64_t>& payloads,
                    const std::vector<benes::Permutation>& permutations) {
  const int n = 1 << protocol.bits;
  check::Case rows(n, static_cast<int>(protocol_fields(protocol).size()));
  for (int i = 0; i < n; ++i) {
    for (int t = 0; t < protocol.messages; ++t) {
      rows(i, t) = payloads[static_cast<std::size_t>(i * protocol.messages + t)];
    }
  }
  for (int at = 0; at < static_cast<int>(permutations.size()); ++at) {
    const benes::Permutation& destinations = permutations[static_cast<std::size_t>(at)];
    const benes::Settings settings = benes::looping(destinations);
    const int column = destination_column(protocol, at / protocol.messages, at % protocol.messages);
    for (int i = 0; i < n; ++i) {
      const auto node = static_cast<std::size_t>(i);
      rows(i, column) = destinations[node];
      for (int s = 0; s < stages_of(protocol); ++s) {
        rows(i, column + 1 + s) = static_cast<int>(settings[static_cast<std::size_t>(s)][node]);
      }
    }
  }
  return rows;
}

/// What is left of the words after all rounds, by machines that keep a ledger.
task::Task protocol_task(const Protocol& protocol) {
  const auto answer = [protocol](const Matrix& rows) {
    const auto words = static_cast<std::size_t>(protocol.messages);
    std::vector<std::vector<std::int64_t>> held;
    for (int i = 0; i < rows.rows(); ++i) {
      held.emplace_back();
      for (int t = 0; t < protocol.messages; ++t) {
        held.back().push_back(rows(i, t).num().to_int64());
      }
    }
    machine::mpc::Ledger ledger;
    for (int round = 0; round < protocol.rounds; ++round) {
      machine::mpc::Outboxes outboxes(held.size());
      for (std::size_t i = 0; i < held.size(); ++i) {
        for (std::size_t t = 0; t < words; ++t) {
          const int column = destination_column(protocol, round, static_cast<int>(t));
          const std::int64_t to = rows(static_cast<int>(i), column).num().to_int64() + 1;
          outboxes[i].push_back({.to = to, .payload = held[i][t]});
        }
      }
      ATTEST_REQUIRE(machine::mpc::is_relation(outboxes, protocol.messages), "no s-relation");
      const auto inboxes = machine::mpc::deliver(outboxes, ledger);
      for (std::size_t i = 0; i < held.size(); ++i) {
        for (const machine::mpc::Received& message : inboxes[i]) {
          held[i][static_cast<std::size_t>(message.slot)] = message.payload;
        }
        for (std::size_t t = 0; t + 1 < words; t += 2) {
          if (held[i][t] > held[i][t + 1]) std::swap(held[i][t], held[i][t + 1]);
        }
      }
    }
    std::vector<Rational> result;
    for (const std::vector<std::int64_t>& machine : held) {
      result.insert(result.end(), machine.begin(), machine.end());
    }
    return result;
  };
  return {.id = "static_protocol", .answer = answer};
}

/// All choices of permutations, and of payloads where there are few; else payloads i s + (t + i)
/// mod s for word t of machine i.
check::CaseSpace protocol_cases(const Protocol& protocol) {
  const int n = 1 << protocol.bits;
  const check::CaseSpace orders = check::permutations(n);
  std::vector<std::int64_t> radices(static_cast<std::size_t>(protocol.rounds * protocol.messages),
                                    orders.size);
  const bool has_all_payloads = protocol.bits == 1;
  const int words = n * protocol.messages;
  if (has_all_payloads) {
    radices.insert(radices.end(), static_cast<std::size_t>(words), protocol.payloads);
  }
  Integer size = 1;
  for (const std::int64_t radix : radices) size *= radix;
  const std::string description = "all permutations of every round and word";
  const auto at = [=](std::int64_t index) -> std::optional<check::Case> {
    const std::vector<std::int64_t> digits = check::digits(index, radices);
    std::vector<benes::Permutation> permutations;
    auto digit = digits.begin();
    for (int at = 0; at < protocol.rounds * protocol.messages; ++at, ++digit) {
      permutations.push_back(permutation_of(*orders.at(*digit)));
    }
    std::vector<std::int64_t> payloads(digit, digits.end());
    for (int word = 0; word < words && !has_all_payloads; ++word) {
      // Payloads of a word reach from 0 to B - 1, and no word is always the larger one.
      const int node = word / protocol.messages;
      payloads.push_back(node * protocol.messages + (word + node) % protocol.messages);
    }
    return rows_of(protocol, payloads, permutations);
  };
  return check::exhaustive(description + (has_all_payloads ? ", all payloads" : ""), size, at);
}

/// Drawn permutations and payloads.
check::CaseSpace drawn_protocols(const Protocol& protocol, std::int64_t size, std::uint64_t seed) {
  const int n = 1 << protocol.bits;
  Integer full = pow(Integer(protocol.payloads), static_cast<unsigned>(n * protocol.messages));
  for (int i = 2; i <= n; ++i) {
    full *= pow(Integer(i), static_cast<unsigned>(protocol.rounds * protocol.messages));
  }
  const auto draw = [=](Random& random, std::int64_t) -> std::optional<check::Case> {
    std::vector<benes::Permutation> permutations;
    for (int at = 0; at < protocol.rounds * protocol.messages; ++at) {
      permutations.push_back(drawn_permutation(n, random));
    }
    std::vector<std::int64_t> payloads;
    for (int word = 0; word < n * protocol.messages; ++word) {
      payloads.push_back(random.below(protocol.payloads));
    }
    return rows_of(protocol, payloads, permutations);
  };
  return check::sampled("permutations and payloads", size, seed, full,
                        "permutations of every round and word are too many", draw);
}

Protocol protocol_of(const Params& params) {
  const auto bits = static_cast<int>(params.at("bits"));
  const auto messages = static_cast<int>(params.at("s"));
  return {.bits = bits,
          .rounds = static_cast<int>(params.at("rounds")),
          .messages = messages,
          .payloads = std::int64_t{messages} << bits};
}

/// A protocol in its layers, against Theorem 5.1.
Computes subject_of_protocol(const Params& params, bool is_drawn, std::uint64_t seed) {
  const Protocol protocol = protocol_of(params);
  const std::int64_t bits = protocol.bits;
  Computes result{
      .model = protocol_model(protocol),
      .task = protocol_task(protocol),
      .inputs = is_drawn ? drawn_protocols(protocol, 10, seed) : protocol_cases(protocol)};
  const derive::Resources used = derive::resources(result.model);
  result.promises = derive::positional_promises(result.model, "ceil(log2 N)", bits);
  result.promises.push_back(check::at_most("layers, with those of units alone", "2 R ceil(log2 N)",
                                           2 * protocol.rounds * bits,
                                           std::ssize(result.model.schedule)));
  result.promises.push_back(check::at_most("heads", "2s", 2 * protocol.messages, used.heads));
  result.promises.push_back(
      check::at_most("nodes besides the N machines", "1", 1, used.extra_tokens));
  return result;
}

derive::NamedMutant wrong_protocol(const char* name, const char* why, const char* proof,
                                   const ProtocolChoices& choices) {
  return {.name = name,
          .why = why,
          .proof = proof,
          .apply = [choices](Computes& broken, const Params& params) {
            broken.model = protocol_model(protocol_of(params), choices);
          }};
}

Params protocol_point(std::int64_t bits, std::int64_t rounds, std::int64_t messages) {
  return {{"bits", bits}, {"rounds", rounds}, {"s", messages}};
}

std::vector<Params> exhaustive_points(Rung rung) {
  std::vector<Params> points{protocol_point(1, 2, 2), protocol_point(2, 1, 2),
                             protocol_point(2, 2, 1)};
  if (rung == Rung::fast) return points;
  for (const Params& point :
       {protocol_point(1, 3, 2), protocol_point(2, 3, 1), protocol_point(2, 2, 2)}) {
    points.push_back(point);
  }
  return points;
}

std::vector<Params> drawn_points(Rung rung) {
  std::vector<Params> points{protocol_point(3, 2, 3)};
  if (rung == Rung::fast) return points;
  for (const Params& point :
       {protocol_point(3, 3, 4), protocol_point(4, 4, 4), protocol_point(5, 3, 8)}) {
    points.push_back(point);
  }
  return points;
}

std::vector<derive::NamedMutant> wrong_protocols() {
  const char* one_bit = "at N = 2 there is one address bit";
  return {wrong_protocol("one_stage_fewer", "the last stage of every round dropped", "",
                         {.benes = {.stages_dropped = 1}}),
          wrong_protocol("bits_in_wrong_order", "address bits l-1, .., 0, .., l-1", one_bit,
                         {.benes = {.is_order_reversed = true}}),
          wrong_protocol("bound_one_less", "B - 2 for B - 1 in the units", "",
                         {.benes = {.bound_offset = -1}}),
          wrong_protocol("one_round_fewer", "the last round dropped", "", {.rounds_dropped = 1}),
          wrong_protocol("not_ordered", "no local work", "", {.computes = false}),
          wrong_protocol("settings_exchanged", "a word is switched as the next one", "",
                         {.exchanges_settings = true})};
}

Statement protocols(bool is_drawn) {
  Statement statement = check::about(claim_id, is_drawn ? "S1.rounds.large" : "S1.rounds",
                                     is_drawn ? "Rounds of s messages on larger networks"
                                              : "R rounds of s messages in 2R log N layers");
  statement.sentence =
      "For every $R$, $s$ and $N = 2^l$: a protocol of $R$ rounds, in each of which a machine "
      "sends $s$ words by $s$ permutations that are known beforehand and puts pairs of received "
      "words in order, takes $2Rl$ layers of at most one head, switch settings given.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published = "Theorem 5.1: n = N + 1 nodes, 2R ceil(log N) layers, 2s heads.",
      .checked =
          "2l - 1 Benes layers and one of local work a round, exactly, against machines that keep "
          "a ledger: every machine sends and receives s words.",
      .gap =
          "The stated N, R, s; one local computation (words 2u and 2u + 1 in order) for all; the "
          "settings are part of the tokens; nothing is approximate."};
  statement.parameters = {bits_parameter(10),
                          {.name = "rounds", .meaning = "R", .lo = 1, .hi = 16},
                          {.name = "s", .meaning = "messages a machine", .lo = 1, .hi = 16}};
  statement.points = [is_drawn](Rung rung) {
    return is_drawn ? drawn_points(rung) : exhaustive_points(rung);
  };
  statement.mutant_points = check::no_points;
  if (!is_drawn) {
    statement.mutant_points = [](Rung rung) {
      std::vector<Params> points{protocol_point(2, 1, 2)};
      if (rung != Rung::fast) points.push_back(protocol_point(1, 2, 2));
      return points;
    };
  }
  const auto make = [is_drawn](const Params& params, std::uint64_t seed) {
    return subject_of_protocol(params, is_drawn, seed);
  };
  return derive::positional(derive::computes(std::move(statement), make, wrong_protocols()));
}

}  // namespace

std::vector<Statement> protocol_statements() { return {protocols(false), protocols(true)}; }

}  // namespace attest::positional_simulates_mpc
