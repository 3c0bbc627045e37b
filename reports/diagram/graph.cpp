// SPDX-License-Identifier: Apache-2.0
/// \file
/// Builds the graph and hands it to Graphviz; see graph.hpp.
#include "reports/diagram/graph.hpp"

#include <graphviz/gvc.h>
#include <graphviz/gvplugin.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>

#include "reference/number/contract.hpp"
#include "reports/diagram/attributes.hpp"
#include "reports/diagram/identifiers.hpp"
#include "reports/diagram/legend.hpp"
#include "reports/diagram/look.hpp"
#include "reports/prose/text.hpp"

extern "C" {
extern gvplugin_library_t gvplugin_core_LTX_library;
extern gvplugin_library_t gvplugin_neato_layout_LTX_library;
}

namespace attest::diagram {
namespace {

using check::Align;
using check::Edge;
using check::Point;
using check::Role;

constexpr int margin = 8;  // of the panel around everything

/// A graph under construction. cgraph takes its strings as char* and copies them.
class Graph {
 public:
  Graph() : graph_(agopen(text("drawing"), Agdirected, disciplines())) {
    ATTEST_REQUIRE(graph_ != nullptr, "agopen");
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  ~Graph() { agclose(graph_); }

  [[nodiscard]] Agraph_t* get() const { return graph_; }

  void set(void* object, const std::string& name, const std::string& value) {
    agsafeset(object, text(name), text(value), text(""));
  }
  void set_default(int kind, const std::string& name, const std::string& value) {
    std::string owned = name;
    std::string content = value;
    agattr(graph_, kind, owned.data(), content.data());
  }
  Agnode_t* node(Agraph_t* in, const std::string& id) { return agnode(in, text(id), 1); }
  Agedge_t* edge(Agnode_t* from, Agnode_t* to) { return agedge(graph_, from, to, nullptr, 1); }
  Agraph_t* cluster(Agraph_t* in, const std::string& id) {
    return agsubg(in, text("cluster_" + id), 1);
  }

 private:
  /// The bytes of `value` as cgraph wants them; good until three more were asked for.
  char* text(const std::string& value) {
    std::string& place = texts_.at(next_);
    next_ = (next_ + 1) % texts_.size();
    place = value;
    return place.data();
  }

  std::array<std::string, 4> texts_;
  std::size_t next_ = 0;
  Agraph_t* graph_;
};

/// Fills a Graph with a drawing.
class Builder {
 public:
  Builder(Graph& graph, const check::Drawing& drawing, Target target)
      : graph_(graph), drawing_(drawing), target_(target), legend_(legend_of(drawing)) {}

  void build() {
    set_defaults();
    panel_ = cluster(graph_.get(), "panel", {drawing_.low.x - margin, legend_.low - margin},
                     {drawing_.high.x + margin, drawing_.high.y + margin}, "#ffffff", "#c9ced6");
    for (const check::Group& group : drawing_.groups) {
      Agraph_t* const around = group.parent.empty() ? panel_ : groups_.at(group.parent);
      const bool is_inner = !group.parent.empty();
      groups_[group.id] =
          cluster(around, group.id, group.low, group.high, is_inner ? "#ffffff" : "#f4f6f8",
                  is_inner ? "#dde1e6" : "#b4bbc5");
      if (target_ == Target::dot) graph_.set(groups_[group.id], "tooltip", literal(group.title));
    }
    for (std::size_t i = 0; i < drawing_.nodes.size(); ++i) add_node(i);
    for (const check::Note& note : drawing_.notes) add_note(note);
    for (std::size_t i = 0; i < drawing_.edges.size(); ++i) add_edge(i);
    for (const Entry& entry : legend_.entries) add_entry(entry);
  }

 private:
  void set_defaults() {
    const Point low{drawing_.low.x - margin, legend_.low - margin};
    const Point high{drawing_.high.x + margin, drawing_.high.y + margin};
    graph_.set_default(AGRAPH, "bb", pair(low.x, low.y) + "," + pair(high.x, high.y));
    graph_.set_default(AGRAPH, "outputorder", "edgesfirst");
    graph_.set_default(AGRAPH, "notranslate", "true");
    graph_.set_default(AGRAPH, "pad", "0");
    graph_.set_default(AGRAPH, "bgcolor", "transparent");
    graph_.set_default(AGRAPH, "fontname", sans);
    graph_.set_default(AGNODE, "fontname", sans);
    graph_.set_default(AGNODE, "fontsize", number(check::node_text_size / 10.0));
    graph_.set_default(AGNODE, "label", "\\N");  // or an empty label would not be written
    graph_.set_default(AGNODE, "fixedsize", "true");
    graph_.set_default(AGNODE, "margin", "0");
    graph_.set_default(AGEDGE, "arrowsize", "0.65");
  }

  Agraph_t* cluster(Agraph_t* in, const std::string& id, Point low, Point high, const char* fill,
                    const char* line) {
    Agraph_t* const made = graph_.cluster(in, id);
    graph_.set(made, "bb", pair(low.x, low.y) + "," + pair(high.x, high.y));
    graph_.set(made, "style", "filled,rounded");
    graph_.set(made, "fillcolor", fill);
    graph_.set(made, "color", line);
    return made;
  }

  void place(Agnode_t* node, Point centre, int width, int height) {
    graph_.set(node, "pos", pair(centre.x, centre.y));
    graph_.set(node, "width", inches(width));
    graph_.set(node, "height", inches(height));
  }

  void apply(Agnode_t* node, Role role) {
    const Look& look = look_of(role);
    graph_.set(node, "shape", look.shape);
    graph_.set(node, "style", look.style);
    graph_.set(node, "color", look.line);
    graph_.set(node, "fillcolor", look.fill);
    graph_.set(node, "fontcolor", look.text);
    graph_.set(node, "penwidth", number(look.line_width));
    graph_.set(node, "class", std::string(check::name_of(role)));
    graph_.set(node, "fontname", look.font);
  }

  void add_node(std::size_t index) {
    const check::Node& node = drawing_.nodes[index];
    Agraph_t* const around = node.group.empty() ? panel_ : groups_.at(node.group);
    Agnode_t* const made = nodes_[node.id] = graph_.node(around, node.id);
    std::string label;
    for (const std::string& line : node.lines)
      label += (label.empty() ? "" : "\\n") + literal(line);
    apply(made, node.role);
    place(made, node.centre, node.width, node.height);
    graph_.set(made, "label", label);
    graph_.set(made, "id", node_element(index));
    if (target_ == Target::dot && !node.detail.empty()) {
      graph_.set(made, "tooltip", literal(node.detail));
    }
  }

  void add_note(const check::Note& note) {
    const Type& type = type_of(note.style);
    // As wide as the text, so that its aligned end stays where it should.
    const double size = check::text_size(note.style) / 10.0;
    int width = static_cast<int>(prose::characters(note.text) * size * type.advance) + 4;
    if (note.align == Align::left) width = std::min(width, drawing_.high.x - note.at.x);
    const int shift = note.align == Align::left    ? width / 2
                      : note.align == Align::right ? -width / 2
                                                   : 0;
    const char* const end = note.align == Align::left    ? "\\l"
                            : note.align == Align::right ? "\\r"
                                                         : "";
    Agnode_t* const made = graph_.node(panel_, note.id);
    place(made, {note.at.x + shift, note.at.y}, width, 16);
    graph_.set(made, "shape", "none");
    graph_.set(made, "label", literal(note.text) + end);
    graph_.set(made, "fontname", type.font);
    graph_.set(made, "fontsize", number(size));
    graph_.set(made, "fontcolor", type.colour);
    graph_.set(made, "class", "note");
  }

  void draw(Agedge_t* edge, Role role, const std::optional<Rational>& weight,
            const std::vector<Point>& route) {
    const Look& look = look_of(role);
    const Stroke stroke = stroke_of(look, weight);
    graph_.set(edge, "pos", spline(route, look.has_arrow));
    graph_.set(edge, "style", look.style);
    graph_.set(edge, "color", stroke.colour);
    graph_.set(edge, "penwidth", stroke.width);
    graph_.set(edge, "dir", look.has_arrow ? "forward" : "none");
    graph_.set(edge, "class", std::string(check::name_of(role)));
  }

  void add_edge(std::size_t index) {
    const Edge& edge = drawing_.edges[index];
    Agedge_t* const made = graph_.edge(nodes_.at(edge.from), nodes_.at(edge.to));
    draw(made, edge.role, edge.weight, edge.route);
    graph_.set(made, "id", edge_element(index));
    if (target_ == Target::dot && !edge.detail.empty()) {
      graph_.set(made, "tooltip", literal(edge.detail));
    }
  }

  void add_entry(const Entry& entry) {
    const std::string id = "legend." + std::string(check::name_of(entry.role));
    add_note({.id = id + ".text",
              .at = entry.text_left,
              .text = entry.text,
              .style = check::Style::small});
    if (!check::is_edge_role(entry.role)) {
      Agnode_t* const made = graph_.node(panel_, id);
      apply(made, entry.role);
      const bool is_dot = entry.role == Role::position;
      place(made, entry.sample, is_dot ? 8 : sample_width, is_dot ? 8 : sample_height);
      const bool is_text = entry.role == Role::value || entry.role == Role::written;
      graph_.set(made, "label", is_text ? "12" : "");
      return;
    }
    // A weight of 1, then thinner ones where the weights differ.
    const bool is_weighed = entry.role == Role::attention || entry.role == Role::negative;
    const std::vector<std::optional<Rational>> weights =
        entry.has_weights ? std::vector<std::optional<Rational>>{1, Rational(1, 2), Rational(1, 8)}
        : is_weighed      ? std::vector<std::optional<Rational>>{1}
                          : std::vector<std::optional<Rational>>{std::nullopt};
    const int parts = static_cast<int>(weights.size());
    const int length = (sample_width - 4 * (parts - 1)) / parts;
    for (int i = 0; i < parts; ++i) {
      const int left = entry.sample.x - sample_width / 2 + i * (length + 4);
      const std::vector<Point> route{{left, entry.sample.y}, {left + length, entry.sample.y}};
      const std::string name = i == 0 ? id : id + "." + std::to_string(i);
      Agnode_t* const from = add_end(name, route.front());
      Agnode_t* const to = add_end(name + ".end", route.back());
      draw(graph_.edge(from, to), entry.role, weights[static_cast<std::size_t>(i)], route);
    }
  }

  /// An end of a line of the legend, which is not seen.
  Agnode_t* add_end(const std::string& id, Point at) {
    Agnode_t* const made = graph_.node(panel_, id);
    place(made, at, 1, 1);
    graph_.set(made, "style", "invis");
    graph_.set(made, "label", "");
    return made;
  }

  Graph& graph_;
  const check::Drawing& drawing_;
  Target target_;
  Legend legend_;
  Agraph_t* panel_ = nullptr;
  std::map<std::string, Agraph_t*> groups_;
  std::map<std::string, Agnode_t*> nodes_;
};

int append(void* text, const char* part) {
  static_cast<std::string*>(text)->append(part);
  return 0;
}
int flush(void*) { return 0; }

/// The graph as it was built, in the DOT language.
std::string written(const Graph& graph) {
  Agiodisc_t io{nullptr, append, flush};
  Agiodisc_t* const before = graph.get()->clos->disc.io;
  graph.get()->clos->disc.io = &io;
  std::string text;
  agwrite(graph.get(), &text);
  graph.get()->clos->disc.io = before;
  return text;
}

/// The graph as SVG. \pre the renderer's mutex is held
std::string rendered(const Graph& graph) {
  const std::array<lt_symlist_t, 3> plugins{
      {{"gvplugin_core_LTX_library", &gvplugin_core_LTX_library},
       {"gvplugin_neato_layout_LTX_library", &gvplugin_neato_layout_LTX_library},
       {nullptr, nullptr}}};
  const std::unique_ptr<GVC_t, int (*)(GVC_t*)> context(gvContextPlugins(plugins.data(), 0),
                                                        gvFreeContext);
  ATTEST_REQUIRE(context != nullptr, "gvContextPlugins");
  ATTEST_REQUIRE(gvLayout(context.get(), graph.get(), "nop2") == 0, "gvLayout nop2");
  char* text = nullptr;
  unsigned length = 0;
  const int status = gvRenderData(context.get(), graph.get(), "svg", &text, &length);
  const std::string result = status == 0 ? std::string(text, length) : std::string();
  gvFreeRenderData(text);
  gvFreeLayout(context.get(), graph.get());
  ATTEST_REQUIRE(status == 0, "gvRenderData svg");
  return result;
}

}  // namespace

std::string node_element(std::size_t index) { return "n" + std::to_string(index); }
std::string edge_element(std::size_t index) { return "e" + std::to_string(index); }

std::string render(const check::Drawing& drawing, Target target) {
  static std::mutex renderer;
  const std::lock_guard<std::mutex> guard(renderer);
  agseterr(AGERR);  // it measures text by another font and warns; errors are still told
  Graph graph;
  Builder(graph, drawing, target).build();
  return target == Target::dot ? written(graph) : rendered(graph);
}

}  // namespace attest::diagram
