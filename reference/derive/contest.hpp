// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shape `Reduces`, its adversary: a candidate layer against a reduction.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/reduces.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// A layer that is claimed to compute the target, and its arithmetic.
struct Candidate {
  model::Transformer layer;
  int bits = 0;  ///< leading bits of a block sum that are kept; 0: exact sums
};

/// Two inputs on which the layer has one output at the reader and the target has two answers.
struct Counterexample {
  std::int64_t a = 0;        ///< Alice's input, by index
  std::int64_t b = 0;        ///< Bob's
  std::int64_t b_prime = 0;  ///< Bob's other

  friend bool operator==(const Counterexample&, const Counterexample&) = default;
};

/// What the adversary should come to.
enum class Expectation {
  defeat,      ///< at least one collision
  no_defeat,   ///< none, and a message of enough bits
  consistent,  ///< a collision or a message of enough bits: all that the theorem says
};

/// What is left of a message when a mutant has been at it.
struct Tampering {
  std::vector<int> dropped = {};   ///< numbers of a message that are not compared, by index
  bool drops_normalisers = false;  ///< no sum of weights is compared
  int fewer_bits = 0;              ///< leading bits compared fewer than the layer keeps
};

/// A candidate and what should become of it.
struct Contest {
  Reduces reduces;
  Candidate candidate;
  Expectation expectation = Expectation::consistent;
  Tampering tampering = {};
};

/// The first counterexample: least b_prime with an earlier b of the same message, and that b.
/// It was verified by the literal arithmetic. \throws InputError if the layer is no candidate
[[nodiscard]] std::optional<Counterexample> defeat(const Contest& contest);

/// The subject that runs the adversary: case b_prime is an input of Bob; every pair of consecutive
/// inputs of one message is verified to be a counterexample. \throws InputError
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(Contest contest);

/// The adversary's statement about one candidate. Mutants: the claim's; each number of the message
/// left out; one leading bit fewer. A user's model takes the candidate's place; its file's
/// parameters are the claim's, of which `bits` are the leading bits.
[[nodiscard]] check::Statement defeats(
    check::Statement about, const Function<Contest(const check::Params&, std::uint64_t seed)>& make,
    std::vector<MutantOf<Contest>> mutants);

/// Many candidates: contest i is a function of i.
struct Contests {
  Function<Contest(std::int64_t index)> at;
  check::CaseSpace candidates;  ///< its cases are not looked at, only its size and its words
};

/// The statement that what the theorem says of one candidate is true of each. Case: a candidate.
[[nodiscard]] check::Statement defeats_each(
    check::Statement about,
    const Function<Contests(const check::Params&, std::uint64_t seed)>& make,
    std::vector<MutantOf<Contest>> mutants);

/// The statement that a layer is correct: its decoded answer at the reader is the target's on every
/// pair of inputs. Case (a |bob| + b). Mutants: the claim's, and every
/// change of the layer that leaves it a candidate.
[[nodiscard]] check::Statement decides(
    check::Statement about, const Function<Contest(const check::Params&, std::uint64_t seed)>& make,
    std::vector<MutantOf<Contest>> mutants);

/// Runs the adversary on a user's layer: result {"bits", "needed", "counterexample"}, where bits is
/// the size of a message and needed the least size that has one for each input of Bob. It agrees
/// when a verified counterexample was found or bits >= needed. \throws InputError
[[nodiscard]] check::RunResult run_contest(const Contest& contest, const std::string& input);

}  // namespace attest::derive
