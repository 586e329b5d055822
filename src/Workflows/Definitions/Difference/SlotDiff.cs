using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>How the steps of one slot differ.</summary>
internal sealed partial class SlotDiff(IReadOnlyDictionary<string, ActivityDescriptor> known, WatchedVariables watched, AwaitedEvents awaited)
{
    /// <summary>A text that is longer than that, and a slot with more steps, or with longer texts together, may go over what a step is allowed.</summary>
    private const int LettersMax = 1_000;
    private const int StepsMax = 50;
    private const int SlotLettersMax = 3_000;

    /// <summary>Lists and objects inside each other that nobody writes by hand.</summary>
    private const int DepthMax = 4;

    /// <summary>What became of the steps of a slot.</summary>
    /// <param name="place">The slot, <c>entry of state 'Visit'</c>.</param>
    /// <param name="part">A change about the part that the slot belongs to, to be filled in.</param>
    /// <param name="before">The slot before.</param>
    /// <param name="after">The slot now.</param>
    public IEnumerable<DefinitionChange> Between(Words place, DefinitionChange part, JsonElement before, JsonElement after)
    {
        var (old, now) = (SlotStep.Of(before, known), SlotStep.Of(after, known));
        var changes = Between(place, part, old, now);
        var isSmall = now.Length <= StepsMax && now.Sum(step => step.Inputs.Values.Sum(input => input.Text.Length)) <= SlotLettersMax && !now.Any(step => step.Type == SlotStep.ForEach);
        return isSmall ? changes : changes.Select(change => change.Touching(Concern.Guard));
    }

    private IEnumerable<DefinitionChange> Between(Words place, DefinitionChange part, ImmutableArray<SlotStep> old, ImmutableArray<SlotStep> now)
    {
        var pairs = Pair(old, now);
        part = part with { Concerns = [.. old.Concat(now).SelectMany(Concerns).Distinct().Order()] };
        foreach (var step in old.Where((_, index) => !pairs.Any(pair => pair.Old == index)))
            yield return Of(part, ChangeKind.Removed, step) with { Sentence = new($"{place.En}: {Title(step).En} is gone.", $"{place.Zh}：不再执行{Title(step).Zh}。"), Before = Text(step) };
        foreach (var step in now.Where((_, index) => !pairs.Any(pair => pair.Now == index)))
            yield return Of(part, ChangeKind.Added, step) with { Sentence = new($"{place.En}: {Title(step).En} is new.", $"{place.Zh}：新增{Title(step).Zh}。"), After = Text(step) };
        foreach (var (from, to) in pairs)
            foreach (var change in Between(place, part, old[from], now[to])) yield return change;
        if (pairs.OrderBy(pair => pair.Now).Select(pair => pair.Old).ToArray() is var order && !order.SequenceEqual(order.Order()))
            yield return part with { Kind = ChangeKind.Changed, Subject = ChangeSubject.Activity, Sentence = new($"{place.En}: the steps run in another order.", $"{place.Zh}：步骤顺序改变。") };
    }

    private IEnumerable<DefinitionChange> Between(Words place, DefinitionChange part, SlotStep old, SlotStep now)
    {
        if (old.Where != now.Where)
            yield return Of(part, ChangeKind.Changed, now) with
            {
                Sentence = new($"{place.En}: {Title(now).En} runs {Branch(now).En} instead of {Branch(old).En}.", $"{place.Zh}：{Title(now).Zh}改为{Branch(now).Zh}执行（原为{Branch(old).Zh}）。"),
                Before = old.Where, After = now.Where,
            };
        foreach (var name in old.Inputs.Keys.Union(now.Inputs.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, @is) = (old.Inputs.GetValueOrDefault(name), now.Inputs.GetValueOrDefault(name));
            if (was == @is) continue;
            var (input, label) = (Input(now.Type, name), Label(now.Type, name));
            var isText = input?.IsText == true || (was ?? @is)!.Syntax == InputValue.Liquid;
            var isPlain = input?.IsText == true && ((IsPlain(was) && IsPlain(@is)) || IsSameCode(was, @is)) && !IsName(now);
            yield return Of(part, ChangeKind.Changed, now) with
            {
                Subject = isText ? ChangeSubject.Text : ChangeSubject.Activity, Concerns = isPlain ? [] : [.. Concerns(part, old).Concat(Concerns(part, now)).Distinct().Order()],
                Sentence = new(
                    $"{place.En}: {label.En} of {Title(now).En} is {Said(@is, "nothing")} instead of {Said(was, "nothing")}.",
                    $"{place.Zh}：{Title(now).Zh}的“{label.Zh}”由 {Said(was, "空")} 改为 {Said(@is, "空")}。"),
                Before = was?.Text, After = @is?.Text,
            };
        }
    }

    /// <summary>A step as people name it: what it is, and what it is about.</summary>
    public Words Title(SlotStep step)
    {
        var (name, about) = (known.GetValueOrDefault(step.Type)?.DisplayName ?? new Words(step.Type, step.Type), About(step));
        return about is null ? new($"'{name.En}'", $"“{name.Zh}”") : new($"'{name.En}' ({about})", $"“{name.Zh}”（{about}）");
    }

    /// <summary>Why a second designer looks at a step that is new, gone or another one.</summary>
    public IEnumerable<Concern> Concerns(SlotStep step) => watched.Of(step, known.GetValueOrDefault(step.Type)).Concat(awaited.Of(step)).Concat(known.GetValueOrDefault(step.Type)?.EndsStep == true || MayBreak(step) || IsName(step) ? [Concern.Guard] : []).Concat(Reaches(step)).Distinct().Order();

    /// <summary>Whom it reaches outside of the house.</summary>
    public IEnumerable<Concern> Reaches(SlotStep step)
    {
        if (known.GetValueOrDefault(step.Type)?.IsOutbound != true) yield break;
        yield return Concern.Outreach;
        if (step.Inputs.GetValueOrDefault("kind") is not { } kind) yield break;
        if (kind.Syntax != InputValue.Literal || ProtectedWays.IsVisit(kind.Text)) yield return Concern.Visit;
        if (kind.Syntax != InputValue.Literal || ProtectedWays.IsLegal(kind.Text)) yield return Concern.Legal;
    }

    private DefinitionChange Of(DefinitionChange part, ChangeKind kind, SlotStep step) => part with { Kind = kind, Subject = ChangeSubject.Activity, Concerns = [.. Concerns(part, step).Distinct().Order()] };

    /// <summary>What decides whether and how often others run touches whatever runs beside it.</summary>
    private IEnumerable<Concern> Concerns(DefinitionChange slot, SlotStep step) => known.GetValueOrDefault(step.Type) is { Ports.IsEmpty: false } ? slot.Concerns : Concerns(step);

    /// <summary>A step that cannot be taken shuts its way: what runs code, goes over a list or is very long may break.</summary>
    private static bool MayBreak(SlotStep step) => step.Type == SlotStep.ForEach || !step.Inputs.Values.All(IsPlain);

    /// <summary>What is given as it stands there, and is neither long nor deep.</summary>
    public static bool IsPlain(InputValue? value) => value is null || (value.Text.Length <= LettersMax && value.Text.Count(letter => letter is '[' or '{') <= DepthMax && value.Syntax switch
    {
        InputValue.Literal or "Variable" or "Input" or "Object" => true,
        InputValue.Liquid => !Code().IsMatch(value.Text),
        _ => false,
    });

    /// <summary>Only the words between what a template fills in are others.</summary>
    private static bool IsSameCode(InputValue? was, InputValue? now) => was is { Syntax: InputValue.Liquid } && now is { Syntax: InputValue.Liquid } && now.Text.Length <= LettersMax
        && Code().Matches(was.Text).Select(code => code.Value).SequenceEqual(Code().Matches(now.Text).Select(code => code.Value), StringComparer.Ordinal);

    private bool IsName(SlotStep step) => step.Type == "Elsa.SetName" && watched.ReadsName;

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}|\{[{%]", RegexOptions.Singleline)]
    private static partial Regex Code();

    /// <summary>The first input that says something, in the order of the descriptor.</summary>
    private string? About(SlotStep step) => (known.GetValueOrDefault(step.Type)?.Inputs ?? [])
        .Select(input => step.Inputs.GetValueOrDefault(input.JsonName)).OfType<InputValue>().FirstOrDefault()?.Shown;

    private InputDescriptor? Input(string type, string name) => known.GetValueOrDefault(type)?.Inputs.FirstOrDefault(input => input.JsonName == name);

    private Words Label(string type, string name) => Input(type, name)?.DisplayName ?? new Words(name, name);

    private static string Said(InputValue? value, string nothing) => value is null ? nothing : $"'{value.Shown}'";

    private static Words Branch(SlotStep step) => step.Where.Length == 0 ? new("always", "始终") : new($"in branch '{step.Where}'", $"在分支“{step.Where}”中");

    private static string Text(SlotStep step) => string.Join('\n', step.Inputs.Select(input => $"{input.Key} = {input.Value.Shown}").Prepend(step.Type));

    /// <summary>Which step now is which step before: the same id and type; else the same content; else the same type, in order.</summary>
    private static ImmutableArray<(int Old, int Now)> Pair(ImmutableArray<SlotStep> old, ImmutableArray<SlotStep> now)
    {
        var pairs = new List<(int Old, int Now)>();
        foreach (var isOne in (Func<SlotStep, SlotStep, bool>[])[(a, b) => a.Type == b.Type && a.Id is not null && a.Id == b.Id, (a, b) => a.IsSame(b), (a, b) => a.Type == b.Type])
        {
            for (var index = 0; index < now.Length; index++)
            {
                if (pairs.Exists(pair => pair.Now == index)) continue;
                var match = Enumerable.Range(0, old.Length).FirstOrDefault(at => !pairs.Exists(pair => pair.Old == at) && isOne(old[at], now[index]), -1);
                if (match >= 0) pairs.Add((match, index));
            }
        }

        return [.. pairs.OrderBy(pair => pair.Now)];
    }
}
