namespace Doorstep.Workflows.Tests.Kernel.Model;

/// <summary>References that get one rule wrong each. The comparison has to notice every one, or it proves nothing.</summary>
internal static class Mistakes
{
    public static readonly Dictionary<string, Func<Sketch[], int, int, Reference>> All = new()
    {
        ["S3 the action runs before the exit"] = (sketches, moves, boxes) => new ActionFirst(sketches, moves, boxes),
        ["S3 a rejected delay stays due"] = (sketches, moves, boxes) => new DelayStaysDue(sketches, moves, boxes),
        ["S3 a rejected deadline starts again"] = (sketches, moves, boxes) => new DeadlineStartsAgain(sketches, moves, boxes),
        ["S3 a due deadline is never asked again"] = (sketches, moves, boxes) => new NeverAsksAgain(sketches, moves, boxes),
        ["S3 a condition is not evaluated"] = (sketches, moves, boxes) => new IgnoresConditions(sketches, moves, boxes),
        ["S2 a triggerless transition is taken whatever its condition"] = (sketches, moves, boxes) => new AlwaysAtOnce(sketches, moves, boxes),
        ["S4 the last declared transition wins"] = (sketches, moves, boxes) => new LastDeclared(sketches, moves, boxes),
        ["S6 '*' wins over the state's own transition"] = (sketches, moves, boxes) => new AnywhereFirst(sketches, moves, boxes),
        ["S6 '*' is not a way out"] = (sketches, moves, boxes) => new NoAnywhere(sketches, moves, boxes),
        ["S7 deadlines run on while the state is left"] = (sketches, moves, boxes) => new ClocksRunOn(sketches, moves, boxes),
        ["S7 going back enters the state"] = (sketches, moves, boxes) => new EntersAgain(sketches, moves, boxes),
        ["S7 a spent deadline comes back"] = (sketches, moves, boxes) => new SpentComesBack(sketches, moves, boxes),
        ["S7 a state that was entered anew is still one to go back to"] = (sketches, moves, boxes) => new NeverForgets(sketches, moves, boxes),
        ["S11 the outermost frame is asked first"] = (sketches, moves, boxes) => new OutermostFirst(sketches, moves, boxes),
        ["S11 going back forgets the submachine"] = (sketches, moves, boxes) => new ForgetsInner(sketches, moves, boxes),
        ["S9 one more transition than the bound"] = (sketches, moves, boxes) => new Reference(sketches, moves + 1, boxes),
        ["S9 one more frame than the bound"] = (sketches, moves, boxes) => new Reference(sketches, moves, boxes + 1),
    };

    private sealed class ActionFirst(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override void Order(int depth, Path path, Action exit, Action cut)
        {
            Do(depth, path.Action);
            exit();
            cut();
        }
    }

    private sealed class DelayStaysDue(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override void Restart(Clock clock, Path path) => clock.IsDue = true;
    }

    private sealed class DeadlineStartsAgain(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override void KeepDue(Clock clock) => clock.Due = clock.Due.AddMinutes(10);
    }

    private sealed class NeverAsksAgain(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override bool AskDue() => false;
    }

    private sealed class IgnoresConditions(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override bool Holds(int depth, Path path) => path.To != "^" || Boxes[depth].Left.Count > 0;
    }

    private sealed class AlwaysAtOnce(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override bool AtOnce(int depth, Path path) => path.To != "^" || Boxes[depth].Left.Count > 0;
    }

    private sealed class LastDeclared(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override IEnumerable<Path> Ways(Box box) => base.Ways(box).Reverse();
    }

    private sealed class AnywhereFirst(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override IEnumerable<Path> Ways(Box box) => base.Ways(box).OrderBy(path => path.From != "*");
    }

    private sealed class NoAnywhere(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override IEnumerable<Path> Ways(Box box) => base.Ways(box).Where(path => path.From != "*");
    }

    private sealed class ClocksRunOn(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override DateTimeOffset BackAt(Clock clock, DateTimeOffset leftAt) => clock.Due;
    }

    private sealed class EntersAgain(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override void Return(int depth, Box box)
        {
            base.Return(depth, box);
            Do(depth, Spot(box).Entry);
        }
    }

    private sealed class SpentComesBack(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override List<Clock> Remaining(List<Clock> armed, Path spent) => armed;
    }

    private sealed class NeverForgets(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override void Remember(Box box, Path path, Memory left)
        {
            if (path.From == "*") box.Left.Add(left);
        }
    }

    private sealed class OutermostFirst(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override IEnumerable<int> Depths() => base.Depths().Reverse();
    }

    private sealed class ForgetsInner(Sketch[] sketches, int moves, int boxes) : Reference(sketches, moves, boxes)
    {
        protected override void Return(int depth, Box box)
        {
            box.Left[^1].Inside.Clear();
            base.Return(depth, box);
        }
    }
}
