// SPDX-License-Identifier: Apache-2.0
/// \file
/// The wrong choices that the checks must notice, and those that change nothing.
#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/derive/wrong.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

namespace bitonic = gadget::bitonic_sort;
using derive::Computes;
using derive::NamedMutant;
using task::Scan;

using WrongScan = derive::Wrong<ScanChoices>;

std::vector<WrongScan> wrong_scans(Scan scan) {
  std::vector<WrongScan> result{
      {"shift_not_doubled", "every layer reads one back", {.is_shift_doubled = false}},
      {"one_layer_fewer", "one layer fewer", {.layers_dropped = 1}},
  };
  if (scan == Scan::minimum || scan == Scan::maximum) {
    const Rational infinity = scan == Scan::minimum ? 1000 : -1000;
    result.push_back({"node_of_zero", "a node 0 of value 0", {.added_node = Rational(0)}});
    result.push_back({"node_of_infinity",
                      "a node 0 beyond every number",
                      {.added_node = infinity},
                      "it is the identity on these numbers, so reading it changes nothing"});
  } else {
    result.push_back({"node_missing", "no node 0", {.has_node = false}});
  }
  if (scan == Scan::max_subarray) {
    result.push_back({"infinity_one_less", "INF = max|x| - 1", {.infinity_offset = -1}});
    result.push_back(
        {"infinity_larger", "INF = max|x| + 5", {.infinity_offset = 5}, "any larger INF serves"});
  }
  if (scan == Scan::max_subarray || scan == Scan::max_subarray_or_empty) {
    result.push_back({"operands_swapped",
                      "the right part first",
                      {.is_swapped = true},
                      "the state is that of the mirrored list, whose largest run is the same"});
  }
  return result;
}

using WrongSort = derive::Wrong<bitonic::Choices>;

std::vector<WrongSort> wrong_sorts() {
  return {
      {"low_direction_bit",
       "the direction is s_low alone",
       {.is_direction_low_bit = true},
       "with one address bit s_high is 1 in the only stage"},
      {"last_stage_dropped", "one stage fewer", {.stages_dropped = 1}},
      {"partner_shifted",
       "partner i + 2^j for i xor 2^j",
       {.is_partner_shifted = true},
       "with two nodes both are the other node"},
      {"units_biased", "bias 1 in every unit", {.bias = 1}},
  };
}

}  // namespace

std::vector<NamedMutant> scan_mutants(Scan scan, const Rational& largest) {
  return derive::computes_mutants(wrong_scans(scan),
                                  [=](const ScanChoices& choices, const check::Params& params) {
                                    return scan_model(scan, params.at("n"), largest, choices);
                                  });
}

std::vector<NamedMutant> sort_mutants(const Rational& bound) {
  return derive::computes_mutants(
      wrong_sorts(), [=](const bitonic::Choices& choices, const check::Params& params) {
        return sort_model(params.at("n"), bound, choices);
      });
}

std::vector<NamedMutant> median_mutants(const Rational& bound) {
  std::vector<NamedMutant> result = derive::computes_mutants(
      wrong_sorts(), [=](const bitonic::Choices& choices, const check::Params& params) {
        return median_model(params.at("n"), bound, choices);
      });
  result.push_back({.name = "next_place",
                    .why = "the places above the middle are read",
                    .proof = {},
                    .apply = [=](Computes& broken, const check::Params& params) {
                      broken.model = median_model(params.at("n"), bound, {}, 1);
                    }});
  return result;
}

}  // namespace attest::positional_scans_and_sorting
