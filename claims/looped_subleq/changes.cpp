// SPDX-License-Identifier: Apache-2.0
/// \file
/// Changes of a block; see changes.hpp.
#include "claims/looped_subleq/changes.hpp"

#include <algorithm>

#include "reference/gadget/indicator_units.hpp"

namespace attest::looped_subleq {

using gadget::shift;

bool has(const std::string& name, std::string_view text) {
  return name.find(text) != std::string::npos;
}

bool is_threshold(const std::string& name) {
  return name.ends_with(".ramp") || name.ends_with(".cap");
}

bool is_flag(const std::string& name) {
  return is_threshold(name) &&
         (name.starts_with("flag.") || has(name, ".plus.") || has(name, ".minus."));
}

bool is_diff(const std::string& name) { return is_threshold(name) && name.starts_with("diff["); }
bool is_successor(const std::string& name) {
  return is_threshold(name) && name.starts_with("pc1[");
}

bool is_choice(const std::string& name) {
  return is_threshold(name) && (has(name, ".plus.") || has(name, ".minus."));
}

model::Head& head(Transformer& model, std::string_view name) {
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) {
      if (head.name == name) return head;
    }
  }
  ATTEST_REQUIRE(false, "no head " + std::string(name));
}

void erase_from(std::vector<model::Term>& terms, int at) {
  std::erase_if(terms, [at](const model::Term& term) { return term.at == at; });
}

void raise_thresholds(Transformer& model, bool (*chosen)(const std::string&), const char* role,
                      const Rational& by) {
  const int ind = coordinate(model, "ind");
  each_unit(
      model, [&](const std::string& name) { return chosen(name) && has(name, role); },
      [&](model::Relu& unit) { shift(unit, ind, -by); });
}

void set_norm(Transformer& model, Norm norm) {
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) head.norm = norm;
  }
}

void drop_key(Transformer& model, std::string_view name, std::string_view from) {
  const int first = coordinate(model, from);
  int size = 0;
  for (const model::Register& r : model.registers) size = r.name == from ? r.size : size;
  std::erase_if(head(model, name).keys[0], [&](const model::Entry& entry) {
    return first <= entry.from && entry.from < first + size;
  });
}

void keep_read(Transformer& model, const std::string& name) {
  std::erase_if(model.blocks[0].mlp,
                [&](const model::Relu& unit) { return unit.name.starts_with(name + "["); });
}

void set_write_gate(Transformer& model, const Rational& gate) {
  const int ind = coordinate(model, "ind");
  each_unit(
      model, [](const std::string& name) { return name.starts_with("mem["); },
      [&](model::Relu& unit) {
        erase_from(unit.in, ind);
        shift(unit, ind, -gate);
      });
}

void set_gate_of_ins(Transformer& model, const Rational& gate) {
  const int ind = coordinate(model, "ind");
  const int one = coordinate(model, "one");
  each_unit(
      model,
      [](const std::string& name) {
        return name.starts_with("ins[") && (has(name, ".taken.") || has(name, ".next."));
      },
      [&](model::Relu& unit) {
        erase_from(unit.in, ind);
        erase_from(unit.in, one);
        shift(unit, ind, gate);
        shift(unit, one, -gate);
      });
}

void unwrap_flag(Transformer& model, std::int64_t word_bits) {
  const int sign_1 = coordinate(model, "b1");
  const int sign_2 = coordinate(model, "b2");
  each_unit(model, is_flag, [&](model::Relu& unit) {
    for (model::Term& term : unit.in) {
      if (term.at == sign_1 || term.at == sign_2) term.weight.value = -term.weight.value;
    }
  });
  raise_thresholds(model, is_flag, ".high.", two_to(word_bits - 1));  // 2^N: never reached
  raise_thresholds(model, is_flag, ".low.", -two_to(word_bits - 1));  // -2^N: always reached
}

void set_gain(Transformer& model, std::int64_t word_bits, const Rational& gain) {
  const Rational built = two_to(word_bits);
  const int b3 = coordinate(model, "b3");
  const int ind = coordinate(model, "ind");
  each_unit(model, is_choice, [&](model::Relu& unit) {
    for (model::Term& term : unit.in) {
      if (b3 <= term.at && term.at < ind) term.weight.value *= gain / built;
    }
    shift(unit, ind, built - gain);
  });
}

void ungate_pass(Transformer& model) {
  const int ind = coordinate(model, "ind");
  each_unit(
      model, [](const std::string& name) { return has(name, ".pass."); },
      [&](model::Relu& unit) {
        erase_from(unit.in, ind);
        unit.bias.value = 0;
      });
}

}  // namespace attest::looped_subleq
