// SPDX-License-Identifier: Apache-2.0
/// \file
/// An identifier discipline for cgraph; the callbacks have the signatures that it asks for.
#include "reports/diagram/identifiers.hpp"

#include <graphviz/cgraph.h>

#include <map>
#include <memory>
#include <string>

namespace attest::diagram {
namespace {

/// Names of one graph's parts and their numbers. Named parts are even, as in cgraph itself.
struct Names {
  explicit Names(Agraph_t* owner) : graph(owner) {}
  Agraph_t* graph;
  std::map<std::string, IDTYPE> numbers;
  std::map<IDTYPE, char*> names;  // of the graph's own strings: cgraph looks in front of them
  IDTYPE next_named = 2;
  IDTYPE next_nameless = 1;
};

Names& names_of(void* state) { return *static_cast<Names*>(state); }

void* open_names(Agraph_t* graph, Agdisc_t*) { return std::make_unique<Names>(graph).release(); }

void close_names(void* state) { const std::unique_ptr<Names> owner(static_cast<Names*>(state)); }

long number(void* state, int, char* name, IDTYPE* id, int creates) {
  Names& names = names_of(state);
  if (name == nullptr) {
    *id = names.next_nameless;
    names.next_nameless += 2;
    return 1;
  }
  const auto found = names.numbers.find(name);
  if (found != names.numbers.end()) {
    *id = found->second;
    return 1;
  }
  if (creates == 0) return 0;
  *id = names.next_named;
  names.next_named += 2;
  names.numbers.emplace(name, *id);
  names.names.emplace(*id, agstrdup(names.graph, name));
  return 1;
}

long refuse_number(void*, int, IDTYPE) { return 0; }

void keep_number(void*, int, IDTYPE) {}

char* name(void* state, int, IDTYPE id) {
  const auto found = names_of(state).names.find(id);
  return found == names_of(state).names.end() ? nullptr : found->second;
}

void note_object(void*, int, void*) {}

}  // namespace

Agdisc_t* disciplines() {
  static Agiddisc_t identifiers = {.open = open_names,
                                   .map = number,
                                   .alloc = refuse_number,
                                   .free = keep_number,
                                   .print = name,
                                   .close = close_names,
                                   .idregister = note_object};
  static Agdisc_t all = {.mem = &AgMemDisc, .id = &identifiers, .io = &AgIoDisc};
  return &all;
}

}  // namespace attest::diagram
