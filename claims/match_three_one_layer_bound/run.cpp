// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim, and the adversary on a user's layer.
#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/derive/contest_run.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

/// Applies a mutant of the adversary by name. \throws InputError
void apply_mutant(derive::Contest& contest, const std::string& name) {
  if (name.empty()) return;
  if (name == "alice_empty_witness") {
    contest.reduces.separating = [](std::int64_t, std::int64_t) { return std::int64_t{0}; };
  } else if (name == "normaliser_dropped") {
    contest.tampering.drops_normalisers = true;
  } else {
    derive::refuse_mutant(name, "alice_empty_witness or normaliser_dropped");
  }
}

}  // namespace

void reject_parameter(const std::string& name, const Integer& found, const std::string& expected) {
  throw InputError("parameter-range", name, found.to_string(), expected);
}

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S3"},
                                  .settings = {"n", "modulus", "bits"},
                                  .no_model = "the input file is the model"});
  const model::ModelFile file = model::from_json(request.text, request.place);
  const std::int64_t n = derive::parameter(request, file, "n", 1, 16, std::nullopt);
  const std::int64_t least = 2 * n + 2;
  const std::int64_t modulus = derive::parameter(request, file, "modulus", least, 1 << 20, least);
  const std::int64_t bits = derive::parameter(request, file, "bits", 0, 4096, 0);
  derive::require_fields(file, request.place, {"residue"}, "one field, residue: the token");
  derive::Contest contest{.reduces = bits_reduction(n, modulus, false),
                          .candidate = {.layer = file.model, .bits = static_cast<int>(bits)}};
  apply_mutant(contest, request.mutant);
  return {derive::run_contest_of_file(contest, request.place)};
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One layer cannot compute Match3 in few bits",
                     .family = "lower bounds"};
  check::cite(claim, check::sanford2023representational());
  claim.statements = check::joined(
      {reduction_statements(), layer_statements(), set_statements(), counting_statements()});
  std::stable_sort(claim.statements.begin(), claim.statements.end(),
                   [](const check::Statement& a, const check::Statement& b) {
                     return a.label.substr(0, 2) < b.label.substr(0, 2);
                   });
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "A model file (attest.model/1) of one layer of softmax_base heads over tokens with the one "
      "field `residue`, read at the first token; scores are integers >= 0, values integers. "
      "Settings, else the file's params: n (bits of each party, 1..16), modulus (M, default 2n+2), "
      "bits (leading bits kept of a block sum, default 0: exact). Result: bits of Bob's message, "
      "bits needed, and a counterexample or null. Bit i of a, b, b_prime is token i of Alice or "
      "Bob: on (a, b) and (a, b_prime) the layer has one output at the first token and Match3 two "
      "answers. It agrees when a counterexample was found and verified, or bits >= needed.";
  return claim;
}

}  // namespace attest::match_three_one_layer_bound
