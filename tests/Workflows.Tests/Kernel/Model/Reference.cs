namespace Doorstep.Workflows.Tests.Kernel.Model;

/// <summary>design.md's semantics told a second time: mutable, naive, one thing after the other. It shares no code with the kernel.</summary>
internal class Reference(Sketch[] sketches, int movesMax, int boxesMax)
{
    public List<Box> Boxes { get; private set; } = [];
    public bool IsClosed { get; private set; }
    public List<string> Trace { get; } = [];
    public Dictionary<string, int> Facts { get; } = [];

    private DateTimeOffset _now;
    private int _moves, _data;
    private string? _outcome;

    public Answer Start(DateTimeOffset now) => Try(now, 0, () =>
    {
        Push(sketches[0].Id);
        return Answer.Accepted;
    });

    public Answer Hear(string name, int data, DateTimeOffset now)
    {
        Facts[name] = data; // The fact is kept, whatever comes of it.
        if (IsClosed) return Answer.Rejected;
        return Try(now, data, () =>
        {
            var taken = Offer(name, data);
            return AskDue() || taken ? Answer.Accepted : Answer.Rejected;
        });
    }

    public Answer Ring(int depth, string key, DateTimeOffset now)
    {
        if (IsClosed || Boxes[depth].Clocks.Find(clock => clock.Key == key) is not { IsDue: false } clock || clock.Due > now) return Answer.Ignored;
        return Try(now, 0, () =>
        {
            var path = Boxes[depth].Sketch.Paths.Single(path => path.Key == key);
            if (Holds(depth, path))
            {
                Go(depth, path);
                AskDue();
            }
            else if (((Wait.Clock)path.Wait!).Kind == ClockKind.Delay) Restart(clock, path);
            else KeepDue(clock);
            return Answer.Accepted;
        });
    }

    // S12: whatever does not come to its end has changed nothing.
    private Answer Try(DateTimeOffset now, int data, Func<Answer> step)
    {
        var before = Boxes.Select(box => box.Copy()).ToList();
        (_now, _moves, _data, _outcome) = (now, 0, data, null);
        Trace.Clear();
        var answer = Answer.Faulted;
        try { answer = step(); }
        catch (Workflows.Kernel.StepFaultException) { IsClosed = false; }
        if (answer != Answer.Accepted) Boxes = before;
        return answer;
    }

    // S11: innermost first, then outwards. S6: the state's own transition wins over one of '*'. S4: in the order of declaration.
    protected virtual bool Offer(string name, int data)
    {
        foreach (var depth in Depths())
            foreach (var path in Ways(Boxes[depth]).Where(path => path.Wait is Wait.Event on && on.Name == name))
            {
                var before = Boxes.Select(box => new Dictionary<string, int>(box.Variables)).ToList();
                if (((Wait.Event)path.Wait!).Into is { } into) Set(depth, into, data);
                if (Holds(depth, path)) { Go(depth, path); return true; }
                for (var index = 0; index < before.Count; index++) Boxes[index].Variables = before[index];
            }

        return false;
    }

    // S3: a deadline stays due and its condition is evaluated again at every later fact.
    protected virtual bool AskDue()
    {
        for (var any = false; ; any = true)
        {
            var due = from depth in Depths() from path in Ways(Boxes[depth]) from clock in Boxes[depth].Clocks
                      where !IsClosed && clock.IsDue && clock.Key == path.Key orderby clock.Due select (depth, path);
            var next = due.ToList().FindIndex(ask => Holds(ask.depth, ask.path));
            if (next < 0) return any;
            Go(due.ElementAt(next).depth, due.ElementAt(next).path);
        }
    }

    // S13: trigger, condition, exit of the source, action, entry of the target; S3: competing triggers are cancelled; S11: inner machines end first.
    private void Go(int depth, Path path)
    {
        if (++_moves > movesMax) throw new Workflows.Kernel.StepFaultException("bound", "Too many moves.");
        var (box, armed) = (Boxes[depth], Boxes.Select(box => box.Clocks).ToList());
        Memory? memory = null;
        foreach (var ending in Boxes.Skip(depth)) Cancel(ending);
        Order(depth, path, () => { foreach (var inner in Enumerable.Range(depth, Boxes.Count - depth).Reverse()) Do(inner, Spot(Boxes[inner]).Exit); }, () =>
        {
            var inside = Boxes.Skip(depth + 1).Select((inner, index) => inner.Copy(armed[depth + 1 + index])).ToList();
            Boxes.RemoveRange(depth + 1, Boxes.Count - depth - 1);
            memory = new Memory(box.State, _now, path.Wait is not null, Remaining(armed[depth], path), inside);
        });
        if (path.To == "^") Return(depth, box);
        else
        {
            Remember(box, path, memory!);
            Enter(depth, path.To);
        }
    }

    // S7: what is left through '*' is remembered; a state that is entered anew is no longer one to go back to, nor is what was left after it.
    protected virtual void Remember(Box box, Path path, Memory left)
    {
        var known = box.Left.FindIndex(memory => memory.Place == path.To);
        if (known >= 0) box.Left.RemoveRange(known, box.Left.Count - known);
        if (path.From == "*") box.Left.Add(left);
        if (box.Left.Count > 4) box.Left.RemoveAt(0);
    }

    protected virtual void Order(int depth, Path path, Action exit, Action cut)
    {
        exit();
        cut();
        Do(depth, path.Action);
    }

    private void Enter(int depth, string place)
    {
        var box = Boxes[depth];
        box.State = place;
        Do(depth, Spot(box).Entry);
        if (!box.Sketch.From(place).Any()) Finish(depth, place);
        else Settle(depth, box);
    }

    // S2: the first triggerless transition whose condition holds, otherwise the triggers are armed.
    private void Settle(int depth, Box box)
    {
        if (Ways(box).FirstOrDefault(path => path.Wait is null && AtOnce(depth, path)) is { } atOnce) Go(depth, atOnce);
        else
        {
            box.Clocks = [.. from path in Ways(box) where path.Wait is Wait.Clock select new Clock(path.Key, Due((Wait.Clock)path.Wait!))];
            if (box.Sketch.From(box.State).Select(path => path.Wait).OfType<Wait.Inner>().FirstOrDefault() is { } inner) Push(inner.Id);
        }
    }

    // S5 and S11: a final state closes the case, or ends the submachine with its name as the outcome; one that nothing takes is a fault.
    private void Finish(int depth, string place)
    {
        if (depth == 0) { IsClosed = true; return; }
        var ended = Boxes[depth].Sketch.Id;
        Boxes.RemoveAt(depth);
        _outcome = place;
        _data = 0;
        var outer = Boxes[depth - 1];
        if (outer.Sketch.From(outer.State).FirstOrDefault(path => path.Wait is Wait.Inner inner && inner.Id == ended && Holds(depth - 1, path)) is not { } way)
            throw new Workflows.Kernel.StepFaultException("definition", "Nothing takes the outcome.");
        Go(depth - 1, way);
    }

    // S7: back to the state that was left through '*', with its remaining deadlines; it is not entered again.
    protected virtual void Return(int depth, Box box)
    {
        var memory = box.Left[^1];
        box.Left.Remove(memory);
        box.State = memory.Place;
        box.Clocks = memory.Clocks;
        Boxes.AddRange(memory.Inside);
        foreach (var resumed in Boxes.Skip(depth))
            resumed.Clocks = [.. resumed.Clocks.Select(clock => clock.IsDue || IsDate(resumed, clock) ? clock : clock with { Due = BackAt(clock, memory.At) })];
        if (!memory.WasWaiting) Settle(depth, box);
    }

    private void Push(string id)
    {
        if (Boxes.Count == boxesMax) throw new Workflows.Kernel.StepFaultException("bound", "Too many boxes.");
        var sketch = sketches.Single(sketch => sketch.Id == id);
        Boxes.Add(new Box(sketch) { State = "", Variables = sketch.Variables.ToDictionary(name => name, _ => 0) });
        Enter(Boxes.Count - 1, sketch.Places[0].Name);
    }

    protected virtual IEnumerable<int> Depths() => Enumerable.Range(0, Boxes.Count).Reverse();
    protected virtual IEnumerable<Path> Ways(Box box) => box.Sketch.From(box.State).Any() ? box.Sketch.From(box.State).Concat(Anywhere(box)) : [];
    protected static IEnumerable<Path> Anywhere(Box box) => box.Sketch.From("*").Where(path => path.To != box.State);
    protected virtual void Cancel(Box box) => box.Clocks = [];
    protected virtual List<Clock> Remaining(List<Clock> armed, Path spent) => [.. armed.Where(clock => clock.Key != spent.Key)];
    protected virtual DateTimeOffset BackAt(Clock clock, DateTimeOffset leftAt) => _now + (clock.Due - leftAt);
    protected virtual void KeepDue(Clock clock) => clock.IsDue = true;
    protected virtual void Restart(Clock clock, Path path) => clock.Due = Due((Wait.Clock)path.Wait!);
    protected virtual bool AtOnce(int depth, Path path) => Holds(depth, path);

    protected virtual bool Holds(int depth, Path path) =>
        (path.To != "^" || Boxes[depth].Left.Count > 0)
        && (path.Test is null || path.Test.Holds(name => Get(depth, name), name => Facts.GetValueOrDefault(name), _data, _outcome));

    protected void Do(int depth, Act? act)
    {
        if (act is null) return;
        Trace.Add(act.Label);
        Set(depth, act.Variable, act.Next(Get(depth, act.Variable)));
    }

    protected DateTimeOffset Due(Wait.Clock clock) => (clock.Kind == ClockKind.Date ? Build.Monday : _now).AddMinutes(clock.Minutes);
    protected static Place Spot(Box box) => box.Sketch.Places.Single(place => place.Name == box.State);
    private static bool IsDate(Box box, Clock clock) => box.Sketch.Paths.Single(path => path.Key == clock.Key).Wait is Wait.Clock { Kind: ClockKind.Date };
    private int Get(int depth, string name) => Holder(depth, name)?.Variables[name] ?? 0;
    private void Set(int depth, string name, int value) => (Holder(depth, name) ?? Boxes[depth]).Variables[name] = value;
    private Box? Holder(int depth, string name) => Boxes.Take(depth + 1).LastOrDefault(box => box.Variables.ContainsKey(name));
}
