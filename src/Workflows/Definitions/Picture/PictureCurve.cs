using System.Globalization;

namespace Doorstep.Workflows.Definitions.Picture;

/// <summary>The line from one state to another: to the right from edge to edge, back below, round about within a column, and a loop over a state that leads to itself.</summary>
internal static class PictureCurve
{
    /// <summary>The path, and where its labels stand.</summary>
    public static (string Path, double X, double Y) Between(PlacedState from, PlacedState to)
    {
        if (from == to) return Loop(from);
        if (to.Column > from.Column) return Curve(from.Right, from.Middle - 5, (to.X - from.Right) / 2, to.X, to.Middle - 5, -(to.X - from.Right) / 2);
        return to.Column == from.Column
            ? Curve(from.Right, from.Middle, Bulge(from, to), to.Right, to.Middle, Bulge(from, to))
            : Curve(from.X, from.Middle + 6, -60, to.Right, to.Middle + 6, 60);
    }

    private static double Bulge(PlacedState from, PlacedState to) => 30 + (Math.Abs(from.Y - to.Y) / 6);

    private static (string, double, double) Loop(PlacedState state)
    {
        var (left, right, top) = (state.X + (state.Width * 0.3), state.X + (state.Width * 0.7), state.Y);
        return (Text($"M{left:0},{top:0} C{left:0},{top - 24:0} {right:0},{top - 24:0} {right:0},{top:0}"), (left + right) / 2, top - 14);
    }

    private static (string, double, double) Curve(double x1, double y1, double bend1, double x2, double y2, double bend2) => (
        Text($"M{x1:0},{y1:0} C{x1 + bend1:0},{y1:0} {x2 + bend2:0},{y2:0} {x2:0},{y2:0}"),
        // Half of a cubic curve: an eighth of its ends and three eighths of what bends it.
        (x1 + (3 * (x1 + bend1)) + (3 * (x2 + bend2)) + x2) / 8, (y1 + y2) / 2);

    private static string Text(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}
