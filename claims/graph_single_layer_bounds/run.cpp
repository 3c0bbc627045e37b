// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary on a user's layer.
#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/derive/contest_run.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

/// Applies a mutant of the adversary by name. \throws InputError
void apply_mutant(derive::Contest& contest, const std::string& name) {
  if (name.empty()) return;
  if (name == "normaliser_dropped") {
    contest.tampering.drops_normalisers = true;
  } else if (name == "agreeing_witness") {
    // Alice's input 0 is no index of hers; where everything has to be covered it is all of them.
    const std::int64_t away =
        contest.reduces.separating(0, 1) == 1 ? 0 : contest.reduces.alice.size - 1;
    contest.reduces.separating = [away](std::int64_t, std::int64_t) { return away; };
  } else {
    derive::refuse_mutant(name, "agreeing_witness or normaliser_dropped");
  }
}

Gadget gadget_named(const std::string& label) {
  if (label == "S2.path") return Gadget::path;
  return label == "S2.cycle" ? Gadget::cycle : Gadget::connected;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const std::string label =
      derive::require_taken(request, {.statements = {"S2.path", "S2.cycle", "S2.connected"},
                                      .settings = {"n", "bits"},
                                      .no_model = "the input file is the model"});
  const model::ModelFile file = model::from_json(request.text, request.place);
  const std::int64_t n = derive::parameter(request, file, "n", 1, 16);
  const std::int64_t bits = derive::parameter(request, file, "bits", 0, 4096, 0);
  derive::require_fields(file, request.place, {"edge"}, "one field, edge: the token");
  derive::Contest contest{.reduces = reduction(gadget_named(label), n),
                          .candidate = {.layer = file.model, .bits = static_cast<int>(bits)}};
  apply_mutant(contest, request.mutant);
  return {derive::run_contest_of_file(contest, request.place)};
}

}  // namespace attest::graph_single_layer_bounds
