// SPDX-License-Identifier: Apache-2.0
/// \file
/// The wrong choices that the checks must notice, and those that change nothing.
#include "claims/positional_scans_and_sorting/parts.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

namespace bitonic = gadget::bitonic_sort;
using derive::Computes;
using derive::NamedMutant;
using task::Scan;

/// One wrong choice of a scan.
struct WrongScan {
  const char* name;
  const char* why;
  const char* proof;
  ScanChoices choices;
};

std::vector<WrongScan> wrong_scans(Scan scan) {
  std::vector<WrongScan> result{
      {"shift_not_doubled", "every layer reads one back", "", {.is_shift_doubled = false}},
      {"one_layer_fewer", "one layer fewer", "", {.layers_dropped = 1}},
  };
  if (scan == Scan::minimum || scan == Scan::maximum) {
    const Rational infinity = scan == Scan::minimum ? 1000 : -1000;
    result.push_back({"node_of_zero", "a node 0 of value 0", "", {.added_node = Rational(0)}});
    result.push_back({"node_of_infinity",
                      "a node 0 beyond every number",
                      "it is the identity on these numbers, so reading it changes nothing",
                      {.added_node = infinity}});
  } else {
    result.push_back({"node_missing", "no node 0", "", {.has_node = false}});
  }
  if (scan == Scan::max_subarray) {
    result.push_back({"infinity_one_less", "INF = max|x| - 1", "", {.infinity_offset = -1}});
    result.push_back(
        {"infinity_larger", "INF = max|x| + 5", "any larger INF serves", {.infinity_offset = 5}});
  }
  if (scan == Scan::max_subarray || scan == Scan::max_subarray_or_empty) {
    result.push_back({"operands_swapped",
                      "the right part first",
                      "the state is that of the mirrored list, whose largest run is the same",
                      {.is_swapped = true}});
  }
  return result;
}

/// One wrong choice of the sorting network.
struct WrongSort {
  const char* name;
  const char* why;
  const char* proof;
  bitonic::Choices choices;
};

std::vector<WrongSort> wrong_sorts() {
  return {
      {"low_direction_bit",
       "the direction is s_low alone",
       "with one address bit s_high is 1 in the only stage",
       {.is_direction_low_bit = true}},
      {"last_stage_dropped", "one stage fewer", "", {.stages_dropped = 1}},
      {"partner_shifted",
       "partner i + 2^j for i xor 2^j",
       "with two nodes both are the other node",
       {.is_partner_shifted = true}},
      {"units_biased", "bias 1 in every unit", "", {.bias = 1}},
  };
}

}  // namespace

std::vector<NamedMutant> scan_mutants(Scan scan, const Rational& largest) {
  std::vector<NamedMutant> result;
  for (const WrongScan& wrong : wrong_scans(scan)) {
    result.push_back({.name = wrong.name,
                      .why = wrong.why,
                      .proof = wrong.proof,
                      .apply = [=](Computes& broken, const check::Params& params) {
                        broken.model = scan_model(scan, params.at("n"), largest, wrong.choices);
                      }});
  }
  return result;
}

std::vector<NamedMutant> sort_mutants(const Rational& bound) {
  std::vector<NamedMutant> result;
  for (const WrongSort& wrong : wrong_sorts()) {
    result.push_back({.name = wrong.name,
                      .why = wrong.why,
                      .proof = wrong.proof,
                      .apply = [=](Computes& broken, const check::Params& params) {
                        broken.model = sort_model(params.at("n"), bound, wrong.choices);
                      }});
  }
  return result;
}

std::vector<NamedMutant> median_mutants(const Rational& bound) {
  std::vector<NamedMutant> result;
  for (const WrongSort& wrong : wrong_sorts()) {
    result.push_back({.name = wrong.name,
                      .why = wrong.why,
                      .proof = wrong.proof,
                      .apply = [=](Computes& broken, const check::Params& params) {
                        broken.model = median_model(params.at("n"), bound, wrong.choices);
                      }});
  }
  result.push_back({.name = "next_place",
                    .why = "the places above the middle are read",
                    .proof = {},
                    .apply = [=](Computes& broken, const check::Params& params) {
                      broken.model = median_model(params.at("n"), bound, {}, 1);
                    }});
  return result;
}

}  // namespace attest::positional_scans_and_sorting
