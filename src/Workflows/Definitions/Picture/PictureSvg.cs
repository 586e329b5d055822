using System.Text;
using Doorstep.Workflows.Definitions.Difference;
using static Doorstep.Workflows.Definitions.Picture.SvgText;

namespace Doorstep.Workflows.Definitions.Picture;

/// <summary>Draws a machine with what changed marked: by colour, by a sign and by the kind of line, so that nobody has to see colours. SVG without scripts, styles or foreign parts.</summary>
public static class PictureSvg
{
    private const int LabelsMax = 4;
    private const double LineHeight = 14;

    /// <summary>The picture of two versions.</summary>
    /// <param name="changes">How they differ.</param>
    /// <param name="isChinese">Language of the legend.</param>
    public static string Of(DefinitionChanges changes, bool isChinese)
    {
        var picture = MachinePicture.Of(changes);
        var layout = PictureLayout.Of(picture);
        var (width, height) = (Math.Max(layout.Width, 420), layout.Height + 34);
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0} {height:0}\" width=\"{width:0}\" height=\"{height:0}\" role=\"img\" font-family=\"{Font}\" font-size=\"13\">");
        Add(svg, $"<title>{Text(changes.After.Name)}</title><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        foreach (var mark in Enum.GetValues<PictureMark>())
            Add(svg, $"<marker id=\"{mark}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0,0 L8,4 L0,8 z\" fill=\"{Ink(mark)}\"/></marker>");
        // What changed lies over what did not.
        foreach (var line in picture.Lines.OrderBy(line => line.Mark != PictureMark.Same)) Line(svg, line, layout, isChinese);
        foreach (var state in layout.States.Values.OrderBy(state => state.X).ThenBy(state => state.Y)) State(svg, state);
        Legend(svg, layout.Height + 10, isChinese);
        return svg.Append("</svg>").ToString();
    }

    private static void State(StringBuilder svg, PlacedState placed)
    {
        var mark = placed.State.Mark;
        Add(svg, $"<g data-state=\"{Text(placed.State.Name)}\" data-mark=\"{mark}\"><rect x=\"{placed.X:0}\" y=\"{placed.Y:0}\" width=\"{placed.Width:0}\" height=\"{PlacedState.Height}\" rx=\"8\" fill=\"{Fill(mark)}\" stroke=\"{Ink(mark)}\" stroke-width=\"{(placed.State.IsInitial ? 3 : mark == PictureMark.Same ? 1 : 2)}\"{Dash(mark)}/>");
        var name = Fit($"{Sign(mark)}{placed.State.Name}", placed.Width - 16);
        Add(svg, $"<text x=\"{placed.X + (placed.Width / 2):0}\" y=\"{placed.Middle + 5:0}\" text-anchor=\"middle\" fill=\"#1f2328\">{Text(name)}</text></g>");
    }

    private static void Line(StringBuilder svg, PictureLine line, PictureLayout layout, bool isChinese)
    {
        var (from, to, mark) = (layout.States[line.From], layout.States[line.To], line.Mark);
        var (path, x, y) = PictureCurve.Between(from, to);
        Add(svg, $"<path d=\"{path}\" fill=\"none\" stroke=\"{Ink(mark)}\" stroke-width=\"{(mark == PictureMark.Same ? 1 : 2)}\"{Dash(mark)}{(mark == PictureMark.Same ? " stroke-opacity=\"0.45\"" : "")} marker-end=\"url(#{mark})\" data-from=\"{Text(line.From)}\" data-to=\"{Text(line.To)}\" data-mark=\"{mark}\"/>");
        var changed = line.Ways.Where(way => way.Mark != PictureMark.Same).ToArray();
        string[] labels = [.. changed.Take(LabelsMax).Select(way => $"{Sign(way.Mark)}{way.Key}"), .. changed.Length > LabelsMax ? [isChinese ? $"另有 {changed.Length - LabelsMax} 项" : $"{changed.Length - LabelsMax} more"] : Array.Empty<string>()];
        for (var index = 0; index < labels.Length; index++)
            Add(svg, $"<text x=\"{x:0}\" y=\"{y - 4 + ((index - ((labels.Length - 1) / 2.0)) * LineHeight):0}\" text-anchor=\"middle\" font-size=\"12\" fill=\"{Ink(index < changed.Length ? changed[index].Mark : mark)}\" stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\">{Text(labels[index])}</text>");
    }

    private static void Legend(StringBuilder svg, double y, bool isChinese)
    {
        (PictureMark Mark, string Text)[] entries = isChinese
            ? [(PictureMark.Added, "新增"), (PictureMark.Removed, "删除"), (PictureMark.Changed, "改变"), (PictureMark.Same, "不变")]
            : [(PictureMark.Added, "new"), (PictureMark.Removed, "gone"), (PictureMark.Changed, "changed"), (PictureMark.Same, "as it was")];
        for (var (index, x) = (0, 24.0); index < entries.Length; index++, x += 98)
            Add(svg, $"<rect x=\"{x:0}\" y=\"{y:0}\" width=\"16\" height=\"14\" rx=\"3\" fill=\"{Fill(entries[index].Mark)}\" stroke=\"{Ink(entries[index].Mark)}\"{Dash(entries[index].Mark)}/><text x=\"{x + 22:0}\" y=\"{y + 12:0}\" fill=\"#1f2328\" font-size=\"12\">{Sign(entries[index].Mark)}{entries[index].Text}</text>");
    }

    private static string Ink(PictureMark mark) => mark switch { PictureMark.Added => "#116329", PictureMark.Removed => "#a40e26", PictureMark.Changed => "#7d4e00", _ => "#57606a" };

    private static string Fill(PictureMark mark) => mark switch { PictureMark.Added => "#dafbe1", PictureMark.Removed => "#ffebe9", PictureMark.Changed => "#fff8c5", _ => "#f6f8fa" };

    private static string Dash(PictureMark mark) => mark switch { PictureMark.Removed => " stroke-dasharray=\"6 4\"", PictureMark.Changed => " stroke-dasharray=\"10 3\"", _ => "" };

    private static string Sign(PictureMark mark) => mark switch { PictureMark.Added => "+ ", PictureMark.Removed => "− ", PictureMark.Changed => "~ ", _ => "" };
}
