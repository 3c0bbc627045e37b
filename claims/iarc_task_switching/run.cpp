// SPDX-License-Identifier: Apache-2.0
/// \file
/// What follows every token of a user's streams.
#include <cctype>
#include <optional>
#include <string>
#include <string_view>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::iarc_task_switching {
namespace {

using Symbols = std::vector<std::int64_t>;

constexpr std::int64_t default_digits = 10;
constexpr std::int64_t most_tokens = 256;  // quadratic and exact: a stream this long takes seconds
constexpr std::string_view control_letters = "IARCK";

/// The symbols of one line, and its number.
struct StreamLine {
  std::int64_t number = 0;
  Symbols symbols;
};

/// What a file of streams may hold.
struct Alphabet {
  std::int64_t digits = 0;
  std::int64_t controls = 0;

  [[nodiscard]] std::string letters() const {
    return "a digit 0 to " + std::to_string(digits - 1) + " or one of " +
           std::string(control_letters.substr(0, static_cast<std::size_t>(controls)));
  }

  /// The symbol that a word spells; nothing where it spells none.
  [[nodiscard]] std::optional<std::int64_t> symbol_of(std::string_view word) const {
    if (word.size() == 1) {
      const std::size_t control = control_letters.find(word[0]);
      if (control < static_cast<std::size_t>(controls)) {
        return digits + static_cast<std::int64_t>(control);
      }
    }
    if (word.size() > 2) return std::nullopt;
    std::int64_t value = 0;
    for (const char letter : word) {
      if (letter < '0' || letter > '9') return std::nullopt;
      value = 10 * value + (letter - '0');
    }
    return value < digits ? std::optional(value) : std::nullopt;
  }
};

/// Reads one line. \throws InputError stream-symbol, stream-controls, stream-length
class LineReader {
 public:
  LineReader(std::string_view line, std::string place, const Alphabet& alphabet)
      : line_(line.substr(0, line.find('#'))), place_(std::move(place)), alphabet_(alphabet) {}

  [[nodiscard]] Symbols read() {
    Symbols symbols;
    std::size_t at = 0;
    while (true) {
      while (at < line_.size() && is_blank(line_[at])) ++at;
      if (at == line_.size()) return symbols;
      const std::size_t first = at;
      while (at < line_.size() && !is_blank(line_[at])) ++at;
      add(symbols, line_.substr(first, at - first), place_ + ":" + std::to_string(first + 1));
    }
  }

 private:
  static bool is_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }

  void add(Symbols& symbols, std::string_view word, const std::string& where) const {
    const std::optional<std::int64_t> symbol = alphabet_.symbol_of(word);
    if (!symbol) {
      throw InputError("stream-symbol", where, std::string(word), alphabet_.letters());
    }
    if (*symbol >= alphabet_.digits && (symbols.empty() || symbols.back() >= alphabet_.digits)) {
      throw InputError("stream-controls", where, std::string(word),
                       "a digit first, and after every control");
    }
    if (std::ssize(symbols) == most_tokens) {
      throw InputError("stream-length", where, "more tokens",
                       "at most " + std::to_string(most_tokens));
    }
    symbols.push_back(*symbol);
  }

  std::string_view line_;
  std::string place_;
  const Alphabet& alphabet_;
};

std::vector<StreamLine> lines_of(const check::RunRequest& request, const Alphabet& alphabet) {
  std::vector<StreamLine> result;
  std::string_view rest = request.text;
  for (std::int64_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    Symbols symbols =
        LineReader(rest.substr(0, end), request.place + ":" + std::to_string(number), alphabet)
            .read();
    if (!symbols.empty()) result.push_back({.number = number, .symbols = std::move(symbols)});
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  if (result.empty())
    throw InputError("stream-empty", request.place, "no stream", "a stream a line");
  return result;
}

/// The digit that an output of N entries names: the place of the largest, the first on a tie.
std::int64_t largest_of(const std::vector<Rational>& outputs, std::size_t first,
                        std::int64_t digits) {
  std::int64_t best = 0;
  for (std::int64_t d = 1; d < digits; ++d) {
    if (outputs[first + static_cast<std::size_t>(best)] <
        outputs[first + static_cast<std::size_t>(d)]) {
      best = d;
    }
  }
  return best;
}

/// What the model says after every token, held against the task where that says something.
check::RunResult run_stream(const check::RunRequest& request, const model::Transformer& model,
                            const Alphabet& alphabet, const StreamLine& line) {
  check::RunResult result{.input = request.place + ":" + std::to_string(line.number),
                          .agrees = true,
                          .model = derive::facts_of(model)};
  const std::string head = "{\"digits\":" + std::to_string(alphabet.digits) + ",\"next\":";
  std::vector<Rational> outputs;
  try {
    outputs = model::answer(model, check::word_of(line.symbols), {});
  } catch (const model::Undefined&) {  // a tie: only a broken model comes here
    result.agrees = false;
    result.result_json = head + "null}";
    return result;
  }
  std::string list;
  Symbols seen;
  for (std::size_t i = 0; i < line.symbols.size(); ++i) {
    seen.push_back(line.symbols[i]);
    const auto truth = task::next_digit(seen, alphabet.digits);
    list += list.empty() ? "" : ",";
    if (!truth) {
      list += "null";
      continue;
    }
    const std::size_t first = i * static_cast<std::size_t>(alphabet.digits);
    const std::int64_t found = largest_of(outputs, first, alphabet.digits);
    list += std::to_string(found);
    for (std::int64_t d = 0; d < alphabet.digits; ++d) {
      const Rational& output = outputs.at(first + static_cast<std::size_t>(d));
      result.agrees = result.agrees && output == Rational(d == truth->digit ? 1 : 0);
    }
  }
  result.result_json = head + "[" + list + "]}";
  return result;
}

/// A model file in place of the built model. \throws InputError
model::Transformer model_in_file(const check::RunRequest& request, const Shape& shape) {
  model::Transformer model = derive::file_of(request, {"symbol"}).model;
  derive::require_rational(model, request.model_place);
  const std::vector<model::Output>& out = model.decode.circuit.out;
  if (std::ssize(out) != shape.digits || model.decode.at != model::ReadAt::last_input ||
      model.decode.readout != model::Readout::exact) {
    throw InputError("model-outputs", request.model_place, "other outputs",
                     std::to_string(shape.digits) +
                         " outputs at the last token, as `attest export " + std::string(claim_id) +
                         " --statement S1` writes them");
  }
  return model;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const std::string label =
      derive::require_taken(request, {.statements = {"S1", "S2"}, .settings = {"digits"}});
  const Shape shape{
      .digits = derive::integer_setting(request, "digits", 2, most_digits, default_digits),
      .has_induction = label == "S2"};
  const Alphabet alphabet{.digits = shape.digits, .controls = controls_of(shape)};
  const std::vector<StreamLine> lines = lines_of(request, alphabet);
  model::Transformer model =
      request.model_text.empty()
          ? derive::broken(build(shape), request.mutant, mutants(shape.has_induction),
                           point(shape.digits, 1))
          : model_in_file(request, shape);
  model.decode.at = model::ReadAt::every_input;  // not the last one alone
  std::vector<check::RunResult> results;
  for (const StreamLine& line : lines) {
    results.push_back(run_stream(request, model, alphabet, line));
  }
  return results;
}

}  // namespace attest::iarc_task_switching
