using System.Text;
using static Doorstep.Workflows.Definitions.Picture.SvgText;

namespace Doorstep.Workflows.Definitions.Picture;

/// <summary>Draws a machine with the way that a case has taken: by colour, by a sign and by the kind of line, so that nobody has to see colours. SVG without scripts, styles or foreign parts.</summary>
public static class PathSvg
{
    private const string Ink = "#12508a";
    private const string Quiet = "#57606a";

    /// <summary>The picture of one machine.</summary>
    /// <param name="definition">The machine.</param>
    /// <param name="path">The way taken.</param>
    /// <param name="isChinese">Language of what is said of it.</param>
    /// <param name="named">How people call a state; null: by its own name.</param>
    public static string Of(AuthoredDefinition definition, PathTaken path, bool isChinese, Func<string, string>? named = null)
    {
        named ??= name => name;
        var picture = MachinePicture.Of(definition);
        var layout = PictureLayout.Of(picture);
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {layout.Width:0} {layout.Height:0}\" width=\"{layout.Width:0}\" height=\"{layout.Height:0}\" role=\"img\" font-family=\"{Font}\" font-size=\"13\">");
        Add(svg, $"<title>{Text(Said(definition, path, isChinese, named))}</title>");
        Add(svg, $"<defs><marker id=\"{Tip(definition)}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0,0 L8,4 L0,8 z\" fill=\"{Ink}\"/></marker></defs>");
        foreach (var line in picture.Lines.OrderBy(line => path.Steps.Contains((line.From, line.To)))) Line(svg, line, layout, path, Tip(definition));
        foreach (var state in layout.States.Values.OrderBy(state => state.X).ThenBy(state => state.Y)) State(svg, state, path, named);
        return svg.Append("</svg>").ToString();
    }

    private static void State(StringBuilder svg, PlacedState placed, PathTaken path, Func<string, string> named)
    {
        var name = placed.State.Name;
        var (mark, sign, fill, ink) = name == path.Here ? ("here", "● ", Ink, "#ffffff") : path.Visited.Contains(name) ? ("been", "✓ ", "#ddeefc", "#1c2733") : ("not", "", "#f6f8fa", "#1c2733");
        Add(svg, $"<g data-state=\"{Text(name)}\" data-path=\"{mark}\"><rect x=\"{placed.X:0}\" y=\"{placed.Y:0}\" width=\"{placed.Width:0}\" height=\"{PlacedState.Height}\" rx=\"8\" fill=\"{fill}\" stroke=\"{(mark == "not" ? Quiet : Ink)}\" stroke-width=\"{(placed.State.IsInitial ? 3 : 1)}\"/>");
        Add(svg, $"<text x=\"{placed.X + (placed.Width / 2):0}\" y=\"{placed.Middle + 5:0}\" text-anchor=\"middle\" fill=\"{ink}\">{Text(Fit($"{sign}{named(name)}", placed.Width - 16))}</text></g>");
    }

    private static void Line(StringBuilder svg, PictureLine line, PictureLayout layout, PathTaken path, string tip)
    {
        var (curve, _, _) = PictureCurve.Between(layout.States[line.From], layout.States[line.To]);
        var isTaken = path.Steps.Contains((line.From, line.To));
        Add(svg, $"<path d=\"{curve}\" fill=\"none\" stroke=\"{(isTaken ? Ink : Quiet)}\" stroke-width=\"{(isTaken ? 3 : 1)}\"{(isTaken ? "" : " stroke-opacity=\"0.45\" stroke-dasharray=\"4 3\"")} marker-end=\"url(#{tip})\" data-from=\"{Text(line.From)}\" data-to=\"{Text(line.To)}\" data-taken=\"{(isTaken ? "yes" : "no")}\"/>");
    }

    /// <summary>A page may show several machines; each has a name of its own for the end of a line.</summary>
    private static string Tip(AuthoredDefinition definition) => Text($"tip-{definition.DefinitionId}");

    /// <summary>The same for whoever hears the page.</summary>
    private static string Said(AuthoredDefinition definition, PathTaken path, bool isChinese, Func<string, string> named) => isChinese
        ? $"{definition.Name}：当前在“{named(path.Here ?? "")}”，曾经过 {string.Join("、", path.Visited.Order(StringComparer.Ordinal).Select(named))}。"
        : $"{definition.Name}: the case is in '{path.Here}' and has been in {string.Join(", ", path.Visited.Order(StringComparer.Ordinal))}.";
}
