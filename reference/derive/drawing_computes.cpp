// SPDX-License-Identifier: Apache-2.0
/// \file
/// The picture of a model on one case; see drawing.hpp.
#include <algorithm>
#include <utility>

#include "reference/derive/drawing.hpp"
#include "reference/derive/drawing_cut.hpp"
#include "reference/derive/drawing_fields.hpp"
#include "reference/derive/drawing_model.hpp"
#include "reference/derive/drawing_text.hpp"
#include "reference/derive/explain.hpp"
#include "reference/model/evaluate_decode.hpp"

namespace attest::derive {
namespace {

using check::Align;
using check::Role;
using check::Style;

/// Draws one model on one case, from the tokens up to the answer.
class ModelPicture {
 public:
  ModelPicture(Heading heading, const Computes& computes, const model::Transformer& reference,
               const check::DrawingRequest& request)
      : heading_(std::move(heading)),
        computes_(computes),
        model_(computes.model),
        reference_(reference),
        request_(request),
        index_(drawn_case(computes.inputs, request, heading_)),
        tokens_(computes.inputs.at(index_).value()),
        lines_(field_lines(model_.fields)),
        scene_{.model = model_, .n = tokens_.rows() + static_cast<int>(model_.extra_tokens.size())},
        is_state_(model_.decode.readout == model::Readout::whole_state),
        stages_(stages_of(model_)),
        canvas_(scene_.n, is_looped(), least_page_width, heading_.claim + " " + heading_.label) {
    choose_open(stages_, request.open, heading_.claim + " " + heading_.label);
  }

  check::Drawing draw() {
    try {
      scene_.trace = traced(computes_, tokens_);
    } catch (const model::Undefined& error) {
      failure_ = std::string("undefined: ") + error.what();
    } catch (const model::Undecided& error) {
      failure_ = std::string("undecided: ") + error.what();
    }
    add_column_groups();
    add_tokens();
    add_embedding();
    for (const Stage& stage : stages_) {
      add_stage(canvas_, scene_, stage);
      add_table(canvas_, scene_, stage.id() + ".stream", written_registers(model_, *stage.block),
                state_after(scene_, stage), state_before(scene_, stage));
    }
    add_answer();
    return canvas_.finish(heading_.claim + " " + heading_.label + ": " + heading_.title, caption());
  }

 private:
  [[nodiscard]] bool is_looped() const {
    return computes_.is_looped || std::any_of(stages_.begin(), stages_.end(),
                                              [](const Stage& stage) { return stage.times > 1; });
  }

  /// Brackets under columns that belong together.
  void add_column_groups() {
    if (computes_.columns.empty()) return;
    for (const ColumnGroup& group : computes_.columns) {
      const int left = canvas_.x(group.first) - canvas_.pitch() / 2 + 2;
      const int right = canvas_.x(group.last) + canvas_.pitch() / 2 - 2;
      canvas_.add(check::Group{.id = "columns." + group.title,
                               .title = group.title,
                               .low = {left, canvas_.top()},
                               .high = {right, canvas_.top() + 36 + token_height()}});
      canvas_.note({(left + right) / 2, canvas_.top() + 9}, group.title, Style::body, Align::centre,
                   right - left);
    }
    canvas_.rise(16);
  }

  [[nodiscard]] int token_height() const {
    return std::max(22, static_cast<int>(lines_.size()) * line_height + 8);
  }

  /// Names of lines in the gutter, level with those of a node around `y`.
  void add_field_names(int y, const std::vector<FieldLine>& lines) {
    int line = y + static_cast<int>(lines.size() - 1) * line_height / 2;
    for (const FieldLine& field : lines) {
      canvas_.note({gutter - 14, line}, fitted(field.name, 14), Style::body, Align::right);
      line -= line_height;
    }
  }

  void add_tokens() {
    canvas_.note({gutter - 14, canvas_.top() + 7}, "position", Style::small, Align::right);
    const int y = canvas_.top() + 16 + token_height() / 2;
    canvas_.note({10, y + token_height() / 2 - 9}, "tokens", Style::heading);
    add_field_names(y, lines_);
    std::vector<std::vector<Rational>> rows;
    for (int i = 0; i < tokens_.rows(); ++i) {
      rows.emplace_back(tokens_.row(i).begin(), tokens_.row(i).end());
    }
    const std::vector<std::vector<std::string>> texts =
        texts_of(lines_, rows, canvas_.cell_characters());
    for (int p = 0; p < scene_.n; ++p) {
      canvas_.note({canvas_.x(p), canvas_.top() + 7}, std::to_string(p), Style::small,
                   Align::centre);
      const std::string id = "token." + std::to_string(p);
      const std::string extra = extra_name(model_, p, tokens_.rows());
      const auto row = static_cast<std::size_t>(p - model::first_input(model_));
      canvas_.add(check::Node{
          .id = id,
          .centre = {canvas_.x(p), y},
          .width = std::max(10, canvas_.pitch() - 12),
          .height = token_height(),
          .lines = extra.empty()
                       ? texts.at(row)
                       : std::vector{fitted(extra, std::max(1, canvas_.cell_characters()))},
          .role = extra.empty() ? Role::token : Role::extra_token,
          .detail = "position " + std::to_string(p) +
                    (extra.empty() ? ": " + text_of(rows.at(row)) : ", extra token " + extra)});
      canvas_.set_anchor(p, id, y + token_height() / 2);
    }
    loop_low_ = y;
    canvas_.rise(16 + token_height());
  }

  /// The registers that the embedding fills, and the names of those that it leaves 0.
  void add_embedding() {
    std::vector<int> shown;
    std::vector<std::string> zero;
    const int d = model::width(model_);
    int start = 0;
    for (std::size_t i = 0; i < model_.registers.size(); ++i) {
      const int size = model_.registers[i].size;
      bool is_used = !scene_.trace;
      for (int p = 0; p < scene_.n && !is_used; ++p) {
        const auto first = static_cast<std::size_t>(p * d + start);
        for (std::size_t c = 0; c < static_cast<std::size_t>(size); ++c) {
          is_used = is_used || !(middle_of(scene_.trace->embedded[first + c]) == 0);
        }
      }
      if (is_used) {
        shown.push_back(static_cast<int>(i));
      } else {
        zero.push_back(model_.registers[i].name);
      }
      start += size;
    }
    const std::vector<std::string> zero_lines =
        zero.empty() ? std::vector<std::string>{}
                     : wrapped(zero, 100, check::text_size(Style::small));
    add_table(canvas_, scene_, "stream", shown, scene_.trace ? &scene_.trace->embedded : nullptr,
              nullptr);
    // Few registers leave less room beside them than the names below the heading take.
    const int needed = zero.empty() ? 0 : 22 + line_height * static_cast<int>(zero_lines.size());
    canvas_.rise(std::max(0, needed - row_height * static_cast<int>(shown.size())));
    canvas_.note({10, canvas_.top() - 8}, "registers", Style::heading);
    if (!zero.empty()) {
      canvas_.note({10, canvas_.top() - 21}, "0 until written:", Style::small);
      int y = canvas_.top() - 33;
      for (const std::string& line : zero_lines) {
        canvas_.note({10, y}, line, Style::small);
        y -= line_height;
      }
    }
  }

  void add_answer() {
    if (!scene_.trace) return;
    model::Answer answer;
    try {
      answer = model::decode(model_, *scene_.trace);
    } catch (const model::Undefined& error) {
      failure_ = std::string("undefined: ") + error.what();
    } catch (const model::Undecided& error) {
      failure_ = std::string("undecided: ") + error.what();
    }
    const std::vector<int> positions = read_positions(model_, tokens_.rows());
    if (answer.empty() || answer.size() % positions.size() != 0) return;
    const std::vector<Rational> truth = computes_.task.answer(tokens_);
    const std::size_t outputs = answer.size() / positions.size();
    canvas_.rise(16);
    std::vector<std::string> names;
    for (const model::Output& output : model_.decode.circuit.out) names.push_back(output.name);
    if (names.size() != outputs) names.assign(outputs, "");
    const std::vector<FieldLine> lines = field_lines(names);
    const int height = std::max(22, static_cast<int>(lines.size()) * line_height + 8);
    const int y = canvas_.top() + height / 2;
    canvas_.note({10, y + height / 2 - 9},
                 computes_.is_looped ? "next tokens"
                 : is_state_         ? "read back"
                                     : "answer",
                 Style::heading);
    add_field_names(y, lines);
    const auto parts = [&](const std::vector<Rational>& all) {
      std::vector<std::vector<Rational>> result;
      for (auto at = all.begin(); at != all.end(); at += static_cast<std::ptrdiff_t>(outputs)) {
        result.emplace_back(at, at + static_cast<std::ptrdiff_t>(outputs));
      }
      return result;
    };
    const bool has_truth = truth.size() == answer.size();
    const std::vector<std::vector<Rational>> found = parts(answer);
    const std::vector<std::vector<Rational>> right = has_truth ? parts(truth) : found;
    const auto texts = texts_of(lines, found, canvas_.cell_characters());
    const auto right_texts = texts_of(lines, right, canvas_.cell_characters());
    for (std::size_t i = 0; i < positions.size(); ++i) {
      const bool is_right = has_truth && right[i] == found[i];
      const std::string id = "answer." + std::to_string(positions[i]);
      canvas_.add(check::Node{.id = id,
                              .centre = {canvas_.x(positions[i]), y},
                              .width = std::max(10, canvas_.pitch() - 12),
                              .height = height,
                              .lines = is_right || outputs > 1 || !has_truth
                                           ? texts[i]
                                           : std::vector{texts[i][0] + " not " + right_texts[i][0]},
                              .role = is_right ? Role::answer : Role::wrong_answer,
                              .detail = "position " + std::to_string(positions[i]) + ": " +
                                        text_of(found[i]) +
                                        (has_truth ? ", truth " + text_of(right[i]) : "")});
      canvas_.connect(positions[i], id, canvas_.top());
    }
    if (computes_.is_looped) {
      canvas_.loop("answer." + std::to_string(positions.back()),
                   "token." + std::to_string(positions.back()), y, loop_low_, {"next", "pass"});
    }
    canvas_.rise(height);
  }

  /// The case, the mutant, and what judging it gives.
  [[nodiscard]] std::vector<std::string> caption() const {
    const std::string params = params_text(request_);
    std::string first = params + (params.empty() ? "case " : "; case ") + std::to_string(index_) +
                        " of " + std::to_string(computes_.inputs.size);
    if (tokens_.cols() == 1) first += ": tokens " + text_of(tokens_);
    std::vector<std::string> lines{std::move(first)};
    const auto subject = make_subject(computes_, Engine::literal, reference_);
    const check::Tally tally = subject->judge({index_, index_ + 1}, false);
    if (tally.least_failure) {
      lines.push_back("fails: " + (failure_.empty() ? tally.least_failure->text : failure_));
    } else if (tally.least_undecided) {
      lines.push_back("unknown: " + tally.least_undecided->text);
    } else if (is_state_) {
      lines.push_back("holds: every entry of the state is as " + computes_.task.id + " says");
    } else {
      const std::vector<Rational> truth = computes_.task.answer(tokens_);
      const std::string answer = truth.size() == 1 ? truth[0].to_string() : text_of(truth);
      lines.push_back("holds: the answer is " + answer + ", as " + computes_.task.id + " says");
    }
    return lines;
  }

  Heading heading_;
  const Computes& computes_;
  const model::Transformer& model_;
  const model::Transformer& reference_;
  const check::DrawingRequest& request_;
  std::int64_t index_;
  check::Case tokens_;
  std::vector<FieldLine> lines_;  // of a token
  Scene scene_;
  bool is_state_;
  std::vector<Stage> stages_;
  Canvas canvas_;
  std::string failure_;
  int loop_low_ = 0;
};

}  // namespace

check::Drawing draw(const Heading& heading, const Computes& computes,
                    const model::Transformer& reference, const check::DrawingRequest& request) {
  model::validate(computes.model);
  return ModelPicture(heading, computes, reference, request).draw();
}

}  // namespace attest::derive
