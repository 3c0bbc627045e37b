// SPDX-License-Identifier: Apache-2.0
/// \file
/// Coordinates of the residual stream, and the names of norms and readouts.
#include "reference/model/transformer.hpp"

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::model {

int width(const Transformer& model) {
  int d = 0;
  for (const Register& r : model.registers) d += r.size;
  return d;
}

int coordinate(const Transformer& model, std::string_view name, int at) {
  int first = 0;
  for (const Register& r : model.registers) {
    if (r.name == name) {
      if (at < 0 || at >= r.size) {
        throw InputError("model-register", r.name + "[" + std::to_string(at) + "]",
                         "index " + std::to_string(at),
                         "an index in 0.." + std::to_string(r.size - 1));
      }
      return first + at;
    }
    first += r.size;
  }
  throw InputError("model-register", model.name, "register \"" + std::string(name) + "\"",
                   "a register of the model");
}

std::string coordinate_name(const Transformer& model, int coordinate) {
  int first = 0;
  for (const Register& r : model.registers) {
    if (first <= coordinate && coordinate < first + r.size) {
      return r.name + "[" + std::to_string(coordinate - first) + "]";
    }
    first += r.size;
  }
  broken_invariant(__FILE__, __LINE__, "coordinate < width",
                   "coordinate " + std::to_string(coordinate) + " of " + model.name);
}

std::string_view name_of(Norm norm) {
  switch (norm) {
    case Norm::softmax_e:
      return "softmax_e";
    case Norm::softmax_base:
      return "softmax_base";
    case Norm::average_hardmax:
      return "average_hardmax";
    case Norm::leftmost_hardmax:
      return "leftmost_hardmax";
    case Norm::rightmost_hardmax:
      return "rightmost_hardmax";
    case Norm::unique_hardmax:
      return "unique_hardmax";
    case Norm::any_hardmax:
      return "any_hardmax";
    case Norm::linear:
      return "linear";
    case Norm::relu_mean:
      return "relu_mean";
  }
  broken_invariant(__FILE__, __LINE__, "norm", "unknown norm");
}

std::string_view name_of(Readout readout) {
  switch (readout) {
    case Readout::exact:
      return "exact";
    case Readout::threshold:
      return "threshold";
    case Readout::argmax:
      return "argmax";
    case Readout::whole_state:
      return "whole_state";
  }
  broken_invariant(__FILE__, __LINE__, "readout", "unknown readout");
}

std::string_view name_of(ReadAt at) {
  switch (at) {
    case ReadAt::every_input:
      return "every_input";
    case ReadAt::first_input:
      return "first_input";
    case ReadAt::last_input:
      return "last_input";
    case ReadAt::first_extra:
      return "first_extra";
  }
  broken_invariant(__FILE__, __LINE__, "at", "unknown readout position");
}

bool is_hardmax(Norm norm) {
  switch (norm) {
    case Norm::average_hardmax:
    case Norm::leftmost_hardmax:
    case Norm::rightmost_hardmax:
    case Norm::unique_hardmax:
    case Norm::any_hardmax:
      return true;
    case Norm::softmax_e:
    case Norm::softmax_base:
    case Norm::linear:
    case Norm::relu_mean:
      return false;
  }
  broken_invariant(__FILE__, __LINE__, "norm", "unknown norm");
}

}  // namespace attest::model

template class std::vector<attest::model::Register>;
template class std::vector<attest::model::Entry>;
template class std::vector<attest::model::Linear>;
template class std::vector<attest::model::Head>;
template class std::vector<attest::model::Term>;
template class std::vector<attest::model::Relu>;
template class std::vector<attest::model::Block>;
template class std::vector<attest::model::ExtraToken>;
