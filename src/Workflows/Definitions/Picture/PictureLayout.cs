using System.Collections.Immutable;

namespace Doorstep.Workflows.Definitions.Picture;

/// <summary>Where a state is drawn.</summary>
/// <param name="State">The state.</param>
/// <param name="Column">Steps from where cases begin.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
internal sealed record PlacedState(PictureState State, int Column, double X, double Y, double Width)
{
    public const double Height = 38;

    public double Right => X + Width;

    public double Middle => Y + (Height / 2);
}

/// <summary>Lays a machine out from left to right, by how many steps a state is away from where cases begin. The same machine is always laid out the same.</summary>
internal sealed record PictureLayout(ImmutableDictionary<string, PlacedState> States, double Width, double Height)
{
    private const double ColumnGap = 110;
    private const double RowGap = 30;
    private const double Margin = 24;
    private const double WidthMin = 90;
    private const double WidthMax = 230;

    public static PictureLayout Of(MachinePicture picture)
    {
        var columns = Columns(picture);
        var (placed, x, height) = (ImmutableDictionary.CreateBuilder<string, PlacedState>(StringComparer.Ordinal), Margin, 0.0);
        foreach (var column in columns)
        {
            var width = column.Max(state => Math.Clamp(TextWidth.Of(state.Name, 13) + 34, WidthMin, WidthMax));
            foreach (var (state, row) in column.Select((state, row) => (state, row)))
                placed[state.Name] = new PlacedState(state, columns.IndexOf(column), x, Margin + (row * (PlacedState.Height + RowGap)), width);
            height = Math.Max(height, Margin + (column.Count * (PlacedState.Height + RowGap)));
            x += width + ColumnGap;
        }

        return new PictureLayout(placed.ToImmutable(), Math.Max(x - ColumnGap + Margin, 2 * Margin), height + Margin);
    }

    private static List<List<PictureState>> Columns(MachinePicture picture)
    {
        var steps = Steps(picture);
        var columns = picture.States.GroupBy(state => steps[state.Name]).OrderBy(group => group.Key).Select(group => group.ToList()).ToList();
        var rows = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            // A state stands near those from which one comes to it.
            var sorted = column.Select((state, index) => (state, index)).OrderBy(one => Near(picture, rows, one.state.Name) ?? one.index).ThenBy(one => one.index).Select(one => one.state).ToArray();
            column.Clear();
            column.AddRange(sorted);
            for (var row = 0; row < sorted.Length; row++) rows[sorted[row].Name] = row;
        }

        return columns;
    }

    private static double? Near(MachinePicture picture, Dictionary<string, double> rows, string state)
    {
        var sources = picture.Lines.Where(line => line.To == state && line.From != state && rows.ContainsKey(line.From)).Select(line => rows[line.From]).ToArray();
        return sources.Length == 0 ? null : sources.Average();
    }

    /// <summary>Steps from the initial state; what is only reached from elsewhere stands one further than its nearest source, and what nothing leads to stands in the first column.</summary>
    private static Dictionary<string, int> Steps(MachinePicture picture)
    {
        var steps = new Dictionary<string, int>(StringComparer.Ordinal);
        Spread(picture, steps, picture.States.Where(state => state.IsInitial).Select(state => state.Name));
        foreach (var source in picture.States.Where(state => !steps.ContainsKey(state.Name) && !picture.Lines.Any(line => line.To == state.Name && line.From != state.Name)).Select(state => state.Name).ToArray())
            Spread(picture, steps, [source]);
        foreach (var rest in picture.States.Where(state => !steps.ContainsKey(state.Name)).Select(state => state.Name).ToArray()) Spread(picture, steps, [rest]);
        return steps;
    }

    private static void Spread(MachinePicture picture, Dictionary<string, int> steps, IEnumerable<string> starts)
    {
        var waiting = new Queue<string>();
        foreach (var start in starts)
            if (steps.TryAdd(start, 0)) waiting.Enqueue(start);
        while (waiting.TryDequeue(out var state))
            foreach (var line in picture.Lines.Where(line => line.From == state))
                if (steps.TryAdd(line.To, steps[state] + 1)) waiting.Enqueue(line.To);
    }
}

/// <summary>How wide a text is drawn, about: a Chinese character is a square, a Latin letter somewhat more than half of one.</summary>
internal static class TextWidth
{
    public static double Of(string text, double size) => text.Sum(letter => letter >= 0x2E80 ? size : size * 0.58);
}
