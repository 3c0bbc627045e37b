// SPDX-License-Identifier: Apache-2.0
/// \file
/// Requests of users: refused or read; see request.hpp.
#include "reference/derive/request.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "reference/derive/mutants.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

/// "a", "a or b", "a, b or c".
std::string one_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

std::string in_brackets(const std::vector<std::string>& fields) {
  std::string text = "(";
  for (const std::string& field : fields) text += (text.size() == 1 ? "" : ", ") + field;
  return text + ")";
}

/// "name:line:column" of a byte of the text.
std::string place_of(const std::string& text, std::size_t at, const std::string& name) {
  const auto start = text.begin();
  const auto line = 1 + std::count(start, start + static_cast<std::ptrdiff_t>(at), '\n');
  const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t column = before == std::string::npos ? at + 1 : at - before;
  return name + ":" + std::to_string(line) + ":" + std::to_string(column);
}

}  // namespace

std::string require_taken(const check::RunRequest& request, const RunTakes& takes) {
  const std::string label =
      request.statement.empty() ? takes.statements.front() : request.statement;
  if (std::find(takes.statements.begin(), takes.statements.end(), label) ==
      takes.statements.end()) {
    throw InputError("run-statement", "--statement", label, one_of(takes.statements));
  }
  for (const auto& [name, value] : request.settings) {
    if (std::find(takes.settings.begin(), takes.settings.end(), name) != takes.settings.end())
      continue;
    throw InputError("run-setting", "--set " + name, name + "=" + value,
                     takes.settings.empty() ? "no setting for " + label : one_of(takes.settings));
  }
  if (request.max_steps && takes.no_max_steps != nullptr) {
    throw InputError("run-max-steps", "--max-steps", std::to_string(*request.max_steps),
                     std::string("no --max-steps: ") + takes.no_max_steps);
  }
  if (request.input && !takes.has_console) {
    throw InputError("run-input", "--input", "an input", "no --input: nothing reads it");
  }
  if (request.trace && !takes.has_trace) {
    throw InputError("run-trace", "--trace", "a trace", "no --trace: nothing is looped");
  }
  if (!request.model_text.empty() && takes.no_model != nullptr) {
    throw InputError("run-model", "--model", request.model_place,
                     std::string("no --model: ") + takes.no_model);
  }
  if (!request.model_text.empty() && !request.mutant.empty()) {
    throw InputError("run-mutant", "--mutant", request.mutant,
                     "no --mutant beside --model: it breaks the construction");
  }
  return label;
}

std::string text_setting(const check::RunRequest& request, const std::string& name) {
  const auto found = request.settings.find(name);
  return found == request.settings.end() ? "" : found->second;
}

std::int64_t integer_setting(const check::RunRequest& request, const std::string& name,
                             std::int64_t lo, std::int64_t hi,
                             std::optional<std::int64_t> otherwise) {
  const std::string expected =
      "an integer from " + std::to_string(lo) + " to " + std::to_string(hi);
  const auto found = request.settings.find(name);
  if (found == request.settings.end()) {
    if (otherwise) return *otherwise;
    throw InputError("run-setting", "--set", "no " + name, name + "=, " + expected);
  }
  const std::string& text = found->second;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < lo || value > hi) {
    throw InputError("run-setting", "--set " + name, "\"" + text + "\"", expected);
  }
  return value;
}

std::vector<Integer> integers_of(const check::RunRequest& request, std::int64_t most) {
  constexpr std::size_t most_digits = 1000;
  constexpr const char* separators = " \t,\r\n";
  const std::string& text = request.text;
  std::vector<Integer> integers;
  for (std::size_t at = text.find_first_not_of(separators); at != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::string place = place_of(text, at, request.place);
    const bool is_number =
        word.find_first_not_of("0123456789", word[0] == '-' ? 1 : 0) == std::string::npos &&
        word != "-" && word.size() <= most_digits;
    if (!is_number)
      throw InputError("list-syntax", place, "'" + word.substr(0, 40) + "'", "an integer");
    integers.push_back(Integer::parse(word));
    if (static_cast<std::int64_t>(integers.size()) > most) {
      throw InputError("list-length", place, "more integers", "at most " + std::to_string(most));
    }
    at = text.find_first_not_of(separators, end);
  }
  if (integers.empty())
    throw InputError("list-empty", request.place, "no integers", "a list of integers");
  return integers;
}

model::ModelFile file_of(const check::RunRequest& request, const std::vector<std::string>& fields) {
  model::ModelFile file = model::from_json(request.model_text, request.model_place);
  if (file.model.fields != fields) {
    throw InputError("model-fields", request.model_place + ": fields",
                     in_brackets(file.model.fields), in_brackets(fields));
  }
  return file;
}

std::int64_t parameter(const check::RunRequest& request, const model::ModelFile& file,
                       const std::string& name, std::int64_t lo, std::int64_t hi,
                       std::optional<std::int64_t> otherwise) {
  const auto found = file.params.find(name);
  if (request.settings.contains(name) || found == file.params.end())
    return integer_setting(request, name, lo, hi, otherwise);
  if (found->second < lo || found->second > hi) {
    throw InputError("model-params", request.place + ": params." + name,
                     std::to_string(found->second),
                     "an integer from " + std::to_string(lo) + " to " + std::to_string(hi));
  }
  return found->second;
}

std::string natural_head(const model::Transformer& model) {
  for (const model::Block& block : model.blocks) {
    for (const model::Head& head : block.heads) {
      if (head.norm == model::Norm::softmax_e) return block.name + "." + head.name;
    }
  }
  return {};
}

void require_rational(const model::Transformer& model, const std::string& place) {
  const std::string head = natural_head(model);
  if (head.empty()) return;
  throw InputError("model-arithmetic", place + ": " + head,
                   "softmax_e, whose outputs are no rationals",
                   "a hardmax, linear or softmax_base head");
}

model::Transformer broken(model::Transformer model, const std::string& name,
                          const std::vector<NamedMutant>& named, const check::Params& params) {
  if (name.empty()) return model;
  for (const NamedMutant& mutant : named) {
    if (mutant.name != name) continue;
    Computes computes{.model = std::move(model)};
    mutant.apply(computes, params);
    return std::move(computes.model);
  }
  for (const Change& change : changes(model)) {
    if (change.name != name) continue;
    change.apply(model);
    return model;
  }
  refuse_mutant(name, "a mutant of the statement, as `attest check --mutants` lists them");
}

void refuse_mutant(const std::string& name, const std::string& expected) {
  throw InputError("mutant-unknown", "--mutant", name, expected);
}

std::map<std::string, std::int64_t> facts_of(const model::Transformer& model) {
  const Resources used = resources(model);
  return {{"layers", used.layers},
          {"heads", used.heads},
          {"width", used.width},
          {"nonzeros", used.nonzeros}};
}

}  // namespace attest::derive
