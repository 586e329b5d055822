using System.Globalization;

namespace Doorstep.Host.Demo;

/// <summary>Shows how the demonstration goes: one line that is rewritten on a terminal, a line now and then elsewhere.</summary>
internal sealed class DemoScreen(TextWriter output, bool isTerminal, DemoClock clock)
{
    private readonly TimeSpan _pause = isTerminal ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(3);
    private IReadOnlyList<Story> _stories = [];
    private DemoEngine? _engine;
    private TimeSpan _next;
    private int _width;

    public void Watch(IReadOnlyList<Story> stories, DemoEngine engine) => (_stories, _engine) = (stories, engine);

    /// <summary>Shows the progress, if it is time to.</summary>
    public void Look()
    {
        if (clock.Elapsed < _next) return;
        _next = clock.Elapsed + _pause;
        var line = Line();
        if (isTerminal) output.Write($"\r{line.PadRight(_width)}");
        else output.WriteLine(line);
        _width = line.Length;
        output.Flush();
    }

    /// <summary>Says something on lines of its own.</summary>
    public void Say(string text)
    {
        if (isTerminal && _width > 0) output.Write($"\r{new string(' ', _width)}\r");
        output.WriteLine(text);
        _width = 0;
    }

    private string Line()
    {
        var states = _stories.Where(story => story.IsStarted && !story.IsClosed).GroupBy(story => story.State.Split('/')[0]).OrderBy(group => group.Key, StringComparer.Ordinal);
        var (tally, fired) = (_engine!.Tally, _engine.DeadlinesFired);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow().AddHours(8):yyyy-MM-dd HH:mm} | {string.Join(" ", states.Select(group => $"{group.Key} {group.Count()}").Append($"closed {_stories.Count(story => story.IsClosed)}/{_stories.Count}"))} | {fired} deadlines | {tally.Events} events, {tally.Events / clock.Elapsed.TotalSeconds:0}/s");
    }
}
