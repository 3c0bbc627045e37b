// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging instance maps on all pairs of inputs; see reduces.hpp.
#include "reference/derive/reduces.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "reference/derive/drawing.hpp"
#include "reference/derive/explain.hpp"
#include "reference/derive/instances.hpp"
#include "reference/derive/mutant_list.hpp"
#include "reference/derive/mutants.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {
namespace {

using check::Outcome;
using check::Truth;

std::string text_of_map(const Reduces& map) {
  return map.target.id + ", " + std::to_string(map.places.size()) + " tokens";
}

class MapSubject final : public check::Subject {
 public:
  explicit MapSubject(std::vector<Reduces> maps) {
    ATTEST_REQUIRE(!maps.empty(), "no instance map");
    maps_.reserve(maps.size());
    for (Reduces& map : maps) cases_.size += maps_.emplace_back(std::move(map)).pairs();
    const Reduces& first = maps_.front().reduces();
    const Reduces& last = maps_.back().reduces();
    cases_.description = "Alice: " + first.alice.description + "; Bob: " + first.bob.description +
                         "; " + text_of_map(first);
    if (maps_.size() > 1) {
      cases_.description +=
          "; ..; " + text_of_map(last) + ": " + std::to_string(maps_.size()) + " maps";
    }
    cases_.full_size = cases_.size;
    cases_.at = [this](std::int64_t index) -> std::optional<check::Case> {
      const Located found = locate(index);
      if (!found.map->is_admitted(found.a, found.b)) return std::nullopt;
      return found.map->tokens(found.a, found.b);
    };
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return cases_; }
  [[nodiscard]] std::string evaluator() const override { return "literal"; }
  [[nodiscard]] check::Arithmetic arithmetic() const override { return check::Arithmetic::integer; }
  [[nodiscard]] bool is_yes_no() const override { return maps_[0].reduces().answers == 2; }
  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    const Reduces& first = maps_[0].reduces();
    return {{"tokens", std::to_string(first.places.size())},
            {"bobs_inputs", std::to_string(maps_[0].bob().size())},
            {"instance_map_ops", std::to_string(first.instance.steps.size())}};
  }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    check::Tally total;
    for (std::int64_t i = range.begin; i < range.end; ++i) {
      const Located found = locate(i);
      if (!found.map->is_admitted(found.a, found.b)) continue;
      total.add(check::tally_of(i, judge_pair(found), is_yes_no()));
      if (stop_at_failure && total.failed > 0) break;
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t index) const override {
    const Located found = locate(index);
    if (!found.map->is_admitted(found.a, found.b)) {
      return "case " + std::to_string(index) + " does not meet the preconditions\n";
    }
    const Reduces& reduces = found.map->reduces();
    const Outcome outcome = judge_pair(found);
    std::string result = found.map->text(found.a, found.b) + "\n";
    try {
      const Matrix tokens = found.map->tokens(found.a, found.b);
      result += "tokens: " + text_of(tokens) + "\n" + reduces.target.id + ": " +
                text_of(reduces.target.answer(tokens)) + "\n";
    } catch (const model::Undefined& error) {
      result += std::string("undefined: ") + error.what() + "\n";
    }
    return result + reduces.source.id + ": " + std::to_string(found.map->source(found.a, found.b)) +
           "\nverdict: " + std::string(check::name_of(outcome.truth)) + "\n";
  }

 private:
  struct Located {
    const Instances* map;
    std::int64_t a;
    std::int64_t b;
  };

  [[nodiscard]] Located locate(std::int64_t index) const {
    for (const Instances& map : maps_) {
      if (index < map.pairs()) {
        return {.map = &map, .a = index / map.bob().size(), .b = index % map.bob().size()};
      }
      index -= map.pairs();
    }
    broken_invariant(__FILE__, __LINE__, "index", "a case outside the space");
  }

  [[nodiscard]] static Outcome judge_pair(const Located& found) {
    const int expected = found.map->source(found.a, found.b);
    Outcome outcome{.truth = Truth::fails, .answer = {}, .text = {}, .bits = 0};
    try {
      const int answer = found.map->target(found.a, found.b);
      outcome.answer = {static_cast<std::uint64_t>(answer)};
      if (answer == expected) {
        outcome.truth = Truth::holds;
        return outcome;
      }
      outcome.text = found.map->text(found.a, found.b) + ", tokens " +
                     text_of(found.map->tokens(found.a, found.b)) + ": " +
                     found.map->reduces().target.id + " is " + std::to_string(answer) +
                     ", source is " + std::to_string(expected);
    } catch (const model::Undefined& error) {
      outcome.text = found.map->text(found.a, found.b) + ": undefined: " + error.what();
    }
    return outcome;
  }

  std::vector<Instances> maps_;
  check::CaseSpace cases_;
};

}  // namespace

std::unique_ptr<check::Subject> make_subject(std::vector<Reduces> maps) {
  return std::make_unique<MapSubject>(std::move(maps));
}

check::Statement reduces(check::Statement about,
                         const Function<std::vector<Reduces>(const check::Params&)>& make,
                         std::vector<MutantOf<Reduces>> mutants) {
  about.shape = check::Shape::reduces;
  about.subject = [make](const check::Params& params, std::uint64_t) {
    return make_subject(make(params));
  };
  about.drawing = [make, mutants,
                   heading = heading_of(about)](const check::DrawingRequest& request) {
    std::vector<Reduces> maps = make(request.params);
    const auto generic = circuit_changes(maps.at(0).instance, "instance", 1);
    const auto change = std::find_if(generic.begin(), generic.end(), [&](const auto& candidate) {
      return candidate.first == request.mutant;
    });
    for (Reduces& map : maps) {
      if (change != generic.end()) {
        change->second(map.instance);
      } else if (!apply_named(map, request.mutant, request.params, mutants)) {
        reject_mutant(request.mutant);
      }
    }
    return draw(heading, maps, request);
  };
  about.mutants = [make, mutants = std::move(mutants)](const check::Params& params, std::uint64_t) {
    std::vector<check::Mutant> result;
    for (const MutantOf<Reduces>& mutant : mutants) {
      append_named(result, mutant, params, [make, params, apply = mutant.apply] {
        std::vector<Reduces> maps = make(params);
        for (Reduces& map : maps) apply(map, params);
        return make_subject(std::move(maps));
      });
    }
    const model::Circuit instance = make(params).at(0).instance;
    for (auto& [name, apply] : circuit_changes(instance, "instance", 1)) {
      append_generic(result, name, "a constant of the instance map, one off",
                     [make, params, change = std::move(apply)] {
                       std::vector<Reduces> maps = make(params);
                       for (Reduces& map : maps) change(map.instance);
                       return make_subject(std::move(maps));
                     });
    }
    return result;
  };
  return about;
}

}  // namespace attest::derive

template class std::vector<attest::derive::Place>;
template class std::vector<attest::derive::Reduces>;
