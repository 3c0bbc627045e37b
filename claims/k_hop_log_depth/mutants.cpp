// SPDX-License-Identifier: Apache-2.0
/// \file
/// The wrong choices that the checks must notice, and those that change nothing.
#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/derive/wrong.hpp"

namespace attest::k_hop_log_depth {
namespace {

using model::Norm;

/// What a mutant changes.
struct Change {
  Choices choices;
  Norm norm = Norm::unique_hardmax;
  std::int64_t layers_less = 0;
};

using Wrong = derive::Wrong<Change>;

const char* const no_tie = "the maximal score is always unique, so no tie rule is ever used";

/// Of every form.
std::vector<Wrong> common() {
  return {
      {"bound_one_less", "A one less", {{.bound_offset = -1}}},
      {"bound_two_less", "A two less", {{.bound_offset = -2}}},
      {"bound_one_more", "A one more", {{.bound_offset = 1}}, "A is only bounded from below"},
      {"position_dropped", "+ j dropped", {{.position_weight = 0}}},
      {"position_negated", "- j for + j", {{.position_weight = -1}}},
      {"sentinel_masked", "no query sees the sentinel", {{.is_sentinel_visible = false}}},
      {"one_layer_fewer", "one layer fewer", {{}, Norm::unique_hardmax, 1}},
      {"pointer_not_doubled",
       "query p for 2p above the first pointer",
       {{.is_pointer_doubled = false}}},
      {"most_significant_first",
       "bits of k in the wrong order",
       {{.is_most_significant_first = true}}},
      {"ties_averaged", "average_hardmax", {{}, Norm::average_hardmax}, no_tie},
      {"ties_to_the_left", "leftmost_hardmax", {{}, Norm::leftmost_hardmax}, no_tie},
      {"ties_to_the_right", "rightmost_hardmax", {{}, Norm::rightmost_hardmax}, no_tie},
      {"bound_one_less_leftmost",
       "A one less, leftmost_hardmax",
       {{.bound_offset = -1}, Norm::leftmost_hardmax},
       "the only ties are of mismatches with the sentinel, and it is the first key"},
      {"position_dropped_rightmost",
       "+ j dropped, rightmost_hardmax",
       {{.position_weight = 0}, Norm::rightmost_hardmax},
       "the ties are among matches and the sentinel, and the right one is the last of them"},
  };
}

std::vector<Wrong> wrong_choices(Form form) {
  std::vector<Wrong> result = common();
  if (form != Form::strict) {
    // The ties that these break or keep are those of the strict form.
    std::erase_if(result,
                  [](const Wrong& wrong) { return wrong.choices.norm != Norm::unique_hardmax; });
  }
  if (form == Form::strict) {
    result.push_back({"self_visible", "mask j <= i in layer 1", {{.is_self_excluded = false}}});
    result.push_back({"reads_position", "value j for j + 1", {{.reads_next = false}}});
    result.push_back({"strict_above", "mask j < i above layer 1 too", {{.is_strict_above = true}}});
  }
  if (form == Form::powers) {
    result.front().proof =
        "A = N - 1 lets a mismatch at j = N - 1 at most tie with the sentinel, and -C B^j breaks "
        "the tie";
    result.push_back({"penalty_one_less", "C = N", {{.penalty_offset = -1}}});
    result.push_back({"base_one_less", "B = N + 1", {{.base_offset = -1}}});
  }
  return result;
}

}  // namespace

std::vector<derive::NamedMutant> mutants(Form form, View view) {
  return derive::computes_mutants(
      wrong_choices(form), [form, view](const Change& change, const check::Params& params) {
        Shape shape{.form = form, .n = params.at("n"), .k = params.at("k"), .view = view};
        shape.choices = change.choices;
        shape.attention.norm = change.norm;
        const auto layer = params.find("layer");
        const std::int64_t all = layer == params.end() ? depth(form, shape.k) : layer->second;
        shape.layers = all - change.layers_less;
        return build(shape);
      });
}

}  // namespace attest::k_hop_log_depth
