// SPDX-License-Identifier: Apache-2.0
/// \file
/// Declaring the wires between the layers.
#include "claims/looped_relu_mlp/wires.hpp"

namespace attest::looped_relu_mlp {

Wires declare(model::Stream& stream, const Size& size) {
  const int m = size.words;
  const int n = size.word_bits;
  const int k = size.address_bits();
  Wires wires;
  wires.words = stream.add("words", m * n);
  wires.pc = stream.add("pc", k);
  wires.pc_bus = stream.add("pc_bus", m);
  wires.words_1 = stream.add("words_1", m * n);
  wires.pc_1 = stream.add("pc_1", k);
  wires.a = stream.add("a", n);
  wires.b = stream.add("b", n);
  wires.c = stream.add("c", n);
  wires.words_2 = stream.add("words_2", m * n);
  wires.pc_2 = stream.add("pc_2", k);
  wires.a_bus = stream.add("a_bus", m);
  wires.b_bus = stream.add("b_bus", m);
  wires.c_3 = stream.add("c_3", n);
  wires.words_3 = stream.add("words_3", m * n);
  wires.pc_3 = stream.add("pc_3", k);
  wires.m_a = stream.add("m_a", n);
  wires.m_b = stream.add("m_b", n);
  wires.b_bus_4 = stream.add("b_bus_4", m);
  wires.c_4 = stream.add("c_4", n);
  wires.words_4 = stream.add("words_4", m * n);
  wires.pc_4 = stream.add("pc_4", k);
  wires.difference = stream.add("difference", n);
  wires.taken = stream.add("taken");
  wires.after = stream.add("after", k);
  wires.b_bus_5 = stream.add("b_bus_5", m);
  wires.c_5 = stream.add("c_5", n);
  wires.words_5 = stream.add("words_5", m * n);
  wires.next_words = stream.add("next_words", m * n);
  wires.next_pc = stream.add("next_pc", k);
  return wires;
}

}  // namespace attest::looped_relu_mlp
